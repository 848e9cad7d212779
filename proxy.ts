import { type NextRequest, NextResponse } from 'next/server';
import { getToken } from 'next-auth/jwt';

/**
 * Sends people who are not signed in to the sign-in page. Only a convenience: every page and route asks again who is
 * there (`lib/auth`), and answers nothing without.
 */
export async function proxy(request: NextRequest) {
  if (await getToken({ req: request, secret: process.env.AUTH_SECRET })) return NextResponse.next();
  const signIn = new URL('/sign-in', process.env.NEXTAUTH_URL ?? request.url);
  signIn.searchParams.set('callbackUrl', request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.redirect(signIn);
}

export const config = {
  matcher: ['/((?!api/|sign-in|_next/|.*\\.(?:png|svg|ico|txt|webmanifest)$).*)'],
};
