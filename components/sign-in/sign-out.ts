/** Ends the session and goes to the sign-in page. The library is fetched only when it is needed. */
export async function signOut(): Promise<void> {
  const { signOut: end } = await import('next-auth/react');
  await end({ callbackUrl: '/sign-in' });
}
