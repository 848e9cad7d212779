import 'server-only';
import type { z } from 'zod';
import { database } from '@/lib/db/client';
import { users } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import type { registrationSchema } from './credentials';
import { hashPassword } from './password';

/** Makes an account with a password. Throws `already_registered` when the e-mail address has one. */
export async function registerUser({
  name,
  email,
  password,
}: z.output<typeof registrationSchema>): Promise<void> {
  const passwordHash = await hashPassword(password);
  const made = await database()
    .insert(users)
    .values({ name, email, passwordHash })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (made.length === 0)
    throw new AppError('already_registered', 'There is an account with this e-mail address.', {
      hint: 'Sign in instead.',
    });
}
