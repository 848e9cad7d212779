import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { Stack } from './stack.ts';
import { test as base, expect } from './test.ts';

const CLIENT = { client_id: 'tributary', client_secret: 'a-secret-of-the-provider' };

/** A real OpenID provider whose development pages let anybody in. Its issuer is known once it listens. */
class Identity {
  #server: Server | undefined;
  issuer = '';

  /** Listens on a free port first, since the issuer and the app each need the other's address. */
  async listen(): Promise<void> {
    const { createServer } = await import('node:http');
    this.#server = createServer().listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.issuer = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  serve(redirectUri: string): void {
    const provider = new Provider(this.issuer, {
      clients: [
        {
          ...CLIENT,
          redirect_uris: [redirectUri],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
      findAccount: async (_, id) => ({
        accountId: id,
        claims: async () => ({ sub: id, name: `Person ${id}`, email: `${id}@id.example` }),
      }),
      conformIdTokenClaims: false,
      cookies: { keys: ['only for this test'] },
    });
    this.#server?.on('request', provider.callback());
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

const test = base.extend<object, { identity: Identity }>({
  identity: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
    async ({}, use) => {
      const identity = new Identity();
      await identity.listen();
      await use(identity);
      identity.close();
    },
    { scope: 'worker' },
  ],
  stack: [
    async ({ identity }, use) => {
      const stack = await Stack.start({
        AUTH_OIDC_ISSUER: identity.issuer,
        AUTH_OIDC_CLIENT_ID: CLIENT.client_id,
        AUTH_OIDC_CLIENT_SECRET: CLIENT.client_secret,
        AUTH_OIDC_NAME: 'Example ID',
      });
      identity.serve(`${stack.url}/api/auth/callback/oidc`);
      await use(stack);
      await stack.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('someone signs in with the company’s OpenID provider, and is the same person the next time', async ({
  page,
}) => {
  const signIn = async (login: string) => {
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
    await page.getByPlaceholder(/login/i).fill(login);
    await page.getByPlaceholder(/password/i).fill('anything');
    await page.getByRole('button', { name: /sign-in/i }).click();
    await page.getByRole('button', { name: /continue/i }).click();
    await page.waitForURL('/');
  };
  await signIn('hypatia');
  await expect(page.getByText('Person hypatia').first()).toBeVisible();
  await page.request.post('/api/chat', {
    data: {
      id: '0b241101-e2bb-4255-8caf-4136c566a962',
      message: {
        id: '1b241101-e2bb-4255-8caf-4136c566a962',
        role: 'user',
        parts: [{ type: 'text', text: 'Hello' }],
      },
    },
  });
  await signIn('emilie');
  expect(await (await page.request.get('/api/conversations')).json()).toEqual({
    items: [],
    nextCursor: null,
  });
  await signIn('hypatia');
  expect(await (await page.request.get('/api/conversations')).json()).toMatchObject({
    items: [{ title: 'Hello' }],
  });
});
