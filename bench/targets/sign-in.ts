/** Signs a demo person in. Answers the cookie header of their session. */
export async function signIn(base: string, user: string): Promise<string> {
  const asked = await fetch(`${base}/api/auth/csrf`);
  const { csrfToken } = await asked.json();
  const cookies = cookiesOf(asked);
  const signedIn = await fetch(`${base}/api/auth/callback/demo`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: cookies.join('; '),
      'content-type': 'application/x-www-form-urlencoded',
      origin: base,
    },
    body: new URLSearchParams({ csrfToken, user }),
  });
  return cookiesOf(signedIn).join('; ');
}

const cookiesOf = (response: Response): string[] =>
  response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
