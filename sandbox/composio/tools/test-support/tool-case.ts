/** Parsed JSON, of whatever shape; the tests say what they expect of it. */
export type Json = ReturnType<typeof JSON.parse>;

/** The Confluence site beside the sandbox's tools, as its people reach it over REST. */
export type TestSite = {
  /** Calls REST as the administrator, or as someone else, and wants it to succeed. Paths begin behind `/wiki`. */
  rest(method: string, path: string, body?: unknown, person?: string): Promise<Json>;
  /** Attaches a text file to a page or blog post, as the administrator, and returns the attachment's id. */
  attach(contentId: string, name: string, text: string): Promise<string>;
};

export type ToolCase = {
  /** What the tool is expected to do. */
  does: string;
  /** Who is connected; Ada, unless it takes an administrator. */
  as?: 'admin';
  /** Makes what the tool needs, so that each case stands for itself, and returns the tool's input. */
  input(site: TestSite): Promise<Json> | Json;
  /** Checks the output, and for a write its effect. */
  check(run: { data: Json; input: Json; site: TestSite }): Promise<void> | void;
};

let names = 0;

/** A title or key that nothing else has. */
export function unique(name: string): string {
  names += 1;
  return `${name} ${names}`;
}

export const storage = (value: string) => ({ representation: 'storage', value });

export async function spaceOf(site: TestSite, key: string): Promise<Json> {
  return (await site.rest('GET', `/api/v2/spaces?keys=${key}`)).results[0];
}

export async function newPage(site: TestSite, fields: Json = {}): Promise<Json> {
  const spaceId = (await spaceOf(site, 'ENG')).id;
  const page = { spaceId, status: 'current', title: unique('Trial'), body: storage('<p>one</p>'), ...fields };
  return site.rest('POST', '/api/v2/pages', page);
}

export async function newPost(site: TestSite, fields: Json = {}): Promise<Json> {
  const spaceId = (await spaceOf(site, 'ENG')).id;
  const post = { spaceId, status: 'current', title: unique('News'), body: storage('<p>one</p>'), ...fields };
  return site.rest('POST', '/api/v2/blogposts', post);
}

/** Creates a space as Ada, who may then do everything with it. */
export async function newSpace(site: TestSite): Promise<Json> {
  const key = unique('TRY').replace(' ', '');
  return site.rest('POST', '/rest/api/space', { key, name: `Space ${key}` }, 'ada');
}

export async function label(site: TestSite, contentId: string, ...labels: string[]): Promise<void> {
  const body = labels.map((name) => ({ prefix: 'global', name }));
  await site.rest('POST', `/rest/api/content/${contentId}/label`, body);
}

export const ids = (rows: Json): string[] => rows.map((row: Json) => row.id);
