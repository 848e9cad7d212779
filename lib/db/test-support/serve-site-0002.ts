import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveSandbox } from '@tributary/sandbox/testing';

type Written = { method: string; path: string; query: Record<string, string>; body: unknown; person: string };

/** Who the people of the fixture are on the site. */
const PEOPLE: Record<string, string> = { 'Ada Lovelace': 'ada', 'Grace Hopper': 'grace' };

/**
 * The sandbox with the site as the database of version 0002 left it: what was written there is written again in the same order,
 * which comes to the same ids. The people are connected to it with the given key of Composio.
 */
export async function serveSite0002(people: { id: string; name: string }[], apiKey: string) {
  const sandbox = await serveSandbox({ control: true });
  const send = async (path: string, { method, body, person }: Omit<Written, 'path' | 'query'>) => {
    const response = await fetch(sandbox.base + path, {
      method,
      headers: {
        authorization: `Basic ${btoa(`${person}:token`)}`,
        'content-type': 'application/json',
        'x-atlassian-token': 'no-check',
      },
      body: body === null ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  const written: Written[] = JSON.parse(
    readFileSync(join(import.meta.dirname, 'version-0002-site.json'), 'utf8'),
  );
  for (const { path, query, ...one } of written) await send(`${path}?${new URLSearchParams(query)}`, one);
  for (const { id: userId, name } of people)
    await send('/control/seed', {
      method: 'POST',
      person: 'admin@example.com',
      body: { connect: { userId, person: PEOPLE[name], apiKey } },
    });
  return sandbox;
}
