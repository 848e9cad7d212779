import 'server-only';
import { LRUCache } from 'lru-cache';
import type { NextApiRequest } from 'next';
import { cookies } from 'next/headers';
import { decode, getToken, type JWT } from 'next-auth/jwt';
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

/** Sessions that were read a moment ago, by the cookie that holds them: to open one costs more than all else in knowing who is there. */
const opened = new LRUCache<string, JWT>({ max: 5_000, ttl: 5 * 60_000 });

/** Whose session the request's cookies hold, if it is one of ours and still holds. */
async function signedInId(): Promise<string | undefined> {
  const all = (await cookies()).getAll().map(({ name, value }) => [name, value]);
  // Only the cookies: a token in a header signs nobody in.
  const req = { cookies: Object.fromEntries(all), headers: {} } as NextApiRequest;
  const sealed = await getToken({ req, raw: true });
  if (!sealed) return undefined;
  const token = opened.get(sealed) ?? (await open(sealed));
  if (!token || Number(token.exp) * 1000 < Date.now()) return undefined;
  opened.set(sealed, token, { noUpdateTTL: true });
  return token.sub;
}

/** Null for one that is not ours, or was altered. */
function open(token: string): Promise<JWT | null> {
  return decode({ token, secret: config().auth.secret }).catch(() => null);
}

/** Who is asking. Throws `unauthenticated` when nobody is signed in. */
export async function requireUser(): Promise<User> {
  const user = await currentUser();
  if (!user)
    throw new AppError('unauthenticated', 'You are not signed in.', { hint: 'Sign in, then try again.' });
  return user;
}
