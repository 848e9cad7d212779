import { type Rest, RestRefusal } from '../../../domain/rest.ts';

/** Confluence over HTTP as one of the people of the seeded site: to read, as plans do, and to do what others do meanwhile. */
export function confluenceAt(base: string, who: string) {
  const headers = {
    authorization: `Basic ${Buffer.from(`${who}@example.com:token`).toString('base64')}`,
    'content-type': 'application/json',
    'x-atlassian-token': 'no-check',
  };
  const asked: string[] = [];

  async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new RestRefusal(response.status, text.slice(0, 400));
    return text === '' ? null : JSON.parse(text);
  }

  const rest: Rest = {
    get(path, query = {}) {
      asked.push(path);
      const entries = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      );
      return send('GET', `${path}?${new URLSearchParams(entries)}`);
    },
  };
  return { rest, send, asked };
}
