import 'server-only';
import { eq } from 'drizzle-orm';
import type { NextAuthOptions } from 'next-auth';
import credentials from 'next-auth/providers/credentials';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';
import { users } from '@/lib/db/schema';
import { signInSchema } from './credentials';
import { DEMO_USERS } from './demo-users';
import { findOrCreateUser } from './find-or-create-user';
import { verifyPassword } from './password';

type Providers = NextAuthOptions['providers'];

/** How people sign in. Sessions are signed cookies; the database knows only users. */
export function authOptions(): NextAuthOptions {
  return {
    secret: config().auth.secret,
    session: { strategy: 'jwt', maxAge: 30 * 24 * 60 * 60 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/settings' },
    providers: [passwordProvider(), ...oidcProvider(), ...demoProvider()],
    callbacks: {
      async jwt({ token, user, account }) {
        if (!user || !account) return token;
        // Credentials were checked against our own users; an OIDC account still has to be found there.
        const known =
          account.type === 'credentials'
            ? user
            : await findOrCreateUser({
                provider: account.provider,
                id: account.providerAccountId,
                name: user.name || user.email || 'Someone',
                email: user.email ?? null,
              });
        return { sub: known.id, name: known.name, email: known.email };
      },
      session: ({ session, token }) => ({
        ...session,
        user: { id: token.sub, name: token.name, email: token.email },
      }),
    },
  };
}

function passwordProvider(): Providers[number] {
  return credentials({
    id: 'credentials',
    name: 'Password',
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    async authorize(given) {
      const parsed = signInSchema.safeParse(given);
      if (!parsed.success) return null;
      const { email, password } = parsed.data;
      const [user] = await database().select().from(users).where(eq(users.email, email));
      if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) return null;
      return { id: user.id, name: user.name, email: user.email };
    },
  });
}

function oidcProvider(): Providers {
  const { oidc } = config().auth;
  if (!oidc) return [];
  return [
    {
      id: 'oidc',
      name: oidc.name,
      type: 'oauth',
      wellKnown: `${oidc.issuer}/.well-known/openid-configuration`,
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      authorization: { params: { scope: 'openid email profile' } },
      profile: (profile: { sub: string; name?: string; preferred_username?: string; email?: string }) => ({
        id: profile.sub,
        name: profile.name ?? profile.preferred_username ?? profile.email ?? 'Someone',
        email: profile.email ?? null,
      }),
    },
  ];
}

function demoProvider(): Providers {
  if (!demoSignIn()) return [];
  return [
    credentials({
      id: 'demo',
      name: 'Demo',
      credentials: { user: { type: 'text' } },
      async authorize(given) {
        const demo = DEMO_USERS.find(({ user }) => user === given?.user);
        return demo
          ? findOrCreateUser({ provider: 'demo', id: demo.user, name: demo.name, email: null })
          : null;
      },
    }),
  ];
}

/** One-click sign-in is offered only where no real account can be reached. */
export function demoSignIn(): boolean {
  return config().sandboxed === 'both' || config().sandboxed === 'composio';
}
