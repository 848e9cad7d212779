import type { Stack } from './stack.ts';

/** The site's REST API as Ada, the person that tests connect as. What is not there, or gone, is null. */
export class AsAda {
  readonly #stack: Stack;
  constructor(stack: Stack) {
    this.#stack = stack;
  }

  // biome-ignore lint/suspicious/noExplicitAny: answers of another program, looked at in assertions only
  async send(method: string, path: string, body?: unknown): Promise<any> {
    const response = await fetch(`${this.#stack.sandbox}/wiki${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa('ada@example.com:token')}`,
        'content-type': 'application/json',
        'x-atlassian-token': 'no-check',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status === 404) return null;
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  get = (path: string) => this.send('GET', path);

  async spaceId(key: string): Promise<string> {
    return (await this.get(`/api/v2/spaces?keys=${key}`)).results[0].id;
  }

  /** A new page with a body in storage format; answers its id. */
  async page(
    title: string,
    value: string,
    { key = 'ENG', parentId }: { key?: string; parentId?: string } = {},
  ): Promise<string> {
    const body = { representation: 'storage', value };
    const spaceId = await this.spaceId(key);
    return (await this.send('POST', '/api/v2/pages', { spaceId, parentId, title, status: 'current', body }))
      .id;
  }

  async blogpost(title: string, value: string): Promise<string> {
    const body = { representation: 'storage', value };
    const spaceId = await this.spaceId('ENG');
    return (await this.send('POST', '/api/v2/blogposts', { spaceId, title, status: 'current', body })).id;
  }

  /** A space of Ada's own; answers its id and homepage. */
  async space(key: string, name: string): Promise<{ id: string; homepageId: string }> {
    await this.send('POST', '/rest/api/space', { key, name });
    return (await this.get(`/api/v2/spaces?keys=${key}`)).results[0];
  }

  async whiteboard(title: string): Promise<string> {
    return (await this.send('POST', '/api/v2/whiteboards', { spaceId: await this.spaceId('ENG'), title })).id;
  }

  /** A page or blog post as far as a write can change it; null when it is gone or in the trash. */
  async content(kind: 'pages' | 'blogposts', id: string) {
    const found = await this.get(`/api/v2/${kind}/${id}?body-format=storage`);
    if (found === null || found.status !== 'current') return null;
    return { title: found.title, body: found.body.storage.value };
  }

  async labels(id: string): Promise<string[]> {
    const { results } = await this.get(`/api/v2/pages/${id}/labels`);
    return results.map(({ name }: { name: string }) => name).sort();
  }

  /** The value of a property of anything that has properties; null when there is none of that key. */
  async property(owner: string, key: string): Promise<unknown> {
    const { results } = await this.get(`/api/v2/${owner}/properties?key=${key}`);
    return results[0]?.value ?? null;
  }

  async addProperty(owner: string, key: string, value: unknown): Promise<string> {
    return (await this.send('POST', `/api/v2/${owner}/properties`, { key, value })).id;
  }
}
