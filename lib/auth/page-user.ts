import 'server-only';
import { redirect } from 'next/navigation';
import { currentUser } from './current-user';
import type { User } from './user';

/** Who looks at a page. Someone who is not signed in is sent to sign in and comes back to `path`. */
export async function pageUser(path: string): Promise<User> {
  const user = await currentUser();
  if (!user) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  return user;
}
