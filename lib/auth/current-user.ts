import 'server-only';
import { eq } from 'drizzle-orm';
import { connection } from 'next/server';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { database } from '@/lib/db/client';
import { users } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import { authOptions } from './auth-options';
import type { User } from './user';

/** Who is asking, or null. A session whose user no longer exists is nobody. */
export const currentUser = cache(async (): Promise<User | null> => {
  // Who is asking is a matter of the request: without one (during the build) there is no answer.
  await connection();
  const session = await getServerSession(authOptions());
  const id = session?.user.id;
  if (!id) return null;
  const [user] = await database()
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, id));
  return user ?? null;
});

/** Who is asking. Throws `unauthenticated` when nobody is signed in. */
export async function requireUser(): Promise<User> {
  const user = await currentUser();
  if (!user)
    throw new AppError('unauthenticated', 'You are not signed in.', { hint: 'Sign in, then try again.' });
  return user;
}
