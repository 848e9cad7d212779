import { forgetAttempts } from '../connections/stored-attempt';

/** Ends the session and goes to the sign-in page. The library is fetched only when it is needed. */
export async function signOut(): Promise<void> {
  forgetAttempts();
  const { signOut: end } = await import('next-auth/react');
  await end({ callbackUrl: '/sign-in' });
}
