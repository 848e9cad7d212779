import 'server-only';
import type { NextApiRequest } from 'next';
import { cookies } from 'next/headers';
import { getToken } from 'next-auth/jwt';
import { cache } from 'react';
import { config } from '@/lib/config/config';
import { preparedQuery } from '@/lib/db/client';
import { AppError } from '@/lib/http/app-error';
import type { User } from './user';

const USER_BY_ID = { name: 'user-by-id', text: 'select id, name, email from users where id = $1' };

/** Who is asking, or null. A session whose user no longer exists is nobody. */
export const currentUser = cache(async (): Promise<User | null> => {
  const id = await signedInId();
  if (!id) return null;
  const [user] = await preparedQuery<User>({ ...USER_BY_ID, values: [id] });
  return user ?? null;
});

/** Whose session the request's cookies hold, if it is one of ours and still holds. */
async function signedInId(): Promise<string | undefined> {
  const all = (await cookies()).getAll().map(({ name, value }) => [name, value]);
  // Only the cookies: a token in a header signs nobody in.
  const req = { cookies: Object.fromEntries(all), headers: {} } as NextApiRequest;
  const token = await getToken({ req, secret: config().auth.secret });
  return token?.sub;
}

/** Who is asking. Throws `unauthenticated` when nobody is signed in. */
export async function requireUser(): Promise<User> {
  const user = await currentUser();
  if (!user)
    throw new AppError('unauthenticated', 'You are not signed in.', { hint: 'Sign in, then try again.' });
  return user;
}
