/** What taking things back needs beside the scopes of the tools themselves. `README.md` tells operators of the real thing. */
const UNDO_SCOPES = ['delete:comment', 'delete:whiteboard', 'read:hierarchical-content'].map(
  (scope) => `${scope}:confluence`,
);
const NAME = 'Tributary';

type AuthConfig = { id: string; name: string; credentials: { scopes: string[] } };

/** The sandbox's auth config whose connections may take everything back; made when it is not there. Answers its id. */
export async function sandboxAuthConfig(env: NodeJS.ProcessEnv): Promise<string> {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${env.COMPOSIO_BASE_URL}/api/v3.1/auth_configs${path}`, {
      method,
      headers: { 'x-api-key': env.COMPOSIO_API_KEY ?? '', 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok)
      throw new Error(`The sandbox's auth config: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const { items } = await ask<{ items: AuthConfig[] }>('GET', '?toolkit_slug=confluence&limit=100');
  const present = items.find(({ name }) => name === NAME);
  if (present) return present.id;
  const managed = { type: 'use_composio_managed_auth', name: NAME };
  const { auth_config: made } = await ask<{ auth_config: { id: string } }>('POST', '', {
    toolkit: { slug: 'confluence' },
    auth_config: managed,
  });
  const { credentials } = await ask<AuthConfig>('GET', `/${made.id}`);
  const scopes = [...credentials.scopes, ...UNDO_SCOPES].join(' ');
  await ask('PATCH', `/${made.id}`, { type: 'default', scopes });
  return made.id;
}
