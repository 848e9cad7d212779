/** The words for next-auth's error codes. What was wrong with the credentials is never said. */
export function signInWords(code: string): string {
  switch (code) {
    case 'CredentialsSignin':
      return 'That email and password do not match. Check both and try again.';
    case 'SessionRequired':
      return 'Sign in to go on.';
    case 'AccessDenied':
      return 'This account may not sign in here.';
    case 'OAuthAccountNotLinked':
      return 'This email already signs in another way. Use the way you used first.';
    case 'RateLimited':
      return 'Too many tries. Wait a minute and try again.';
    default:
      return 'Signing in did not work. Try again.';
  }
}

/** Where to go after signing in: only ever a page of this site. */
export function safeDestination(callbackUrl: string): string {
  try {
    const url = new URL(callbackUrl, window.location.origin);
    return url.origin === window.location.origin ? `${url.pathname}${url.search}${url.hash}` : '/';
  } catch {
    return '/';
  }
}
