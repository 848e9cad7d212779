import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { bearerOf } from '../confluence/oauth/grants.ts';
import type { Site } from '../confluence/site.ts';
import { people } from '../confluence/users/people.ts';
import type { RequestFacts } from './rules.ts';
import type { Surface } from './surfaces.ts';

/** Longer bodies are passed on unread. */
const READ_LIMIT = 1024 * 1024;

const toolsSchema = z.object({ tools: z.array(z.object({ tool_slug: z.string() })) });
const callSchema = z.union([
  z.object({
    method: z.literal('tools/call'),
    params: z.object({ name: z.string(), arguments: z.unknown() }),
  }),
  z
    .object({ tool_slug: z.string(), arguments: z.unknown() })
    .transform(({ tool_slug, ...rest }) => ({ params: { name: tool_slug, ...rest } })),
]);

/** The slugs of the tools that a call is about, upper case, with those inside a multi-execute. */
function toolsOf(path: string, body: unknown): string[] {
  const inPath = /\/tools\/execute\/([A-Za-z0-9_]+)$/.exec(path)?.[1];
  if (inPath !== undefined) return [inPath.toUpperCase()];
  const call = callSchema.safeParse(body);
  if (!call.success) return [];
  const { name, arguments: given } = call.data.params;
  const inner = toolsSchema.safeParse(given);
  return [name, ...(inner.success ? inner.data.tools.map((tool) => tool.tool_slug) : [])].map((slug) =>
    slug.toUpperCase(),
  );
}

function sessionUser(db: DatabaseSync, path: string): string[] {
  const session = /\btrs_[\w-]+/.exec(path)?.[0];
  if (session === undefined) return [];
  const row = db.prepare('SELECT user_id FROM composio_sessions WHERE id = ?').get(session);
  return row === undefined ? [] : [String(row.user_id)];
}

function sitePerson(site: Site, authorization: string | null): string[] {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  const email = encoded && Buffer.from(encoded, 'base64').toString().split(':')[0];
  const person = email
    ? people.find((one) => one.email === email.toLowerCase())
    : bearerOf(site, authorization ?? undefined)?.person;
  return person === undefined ? [] : [person.nick, person.email];
}

const userSchema = z.object({ user_id: z.string() });

/** The body as the recorder keeps it: JSON or the fields of a form, else the text; null when it is neither. */
export function readBody(bytes: Uint8Array, type: string | null): unknown {
  if (bytes.length === 0 || bytes.length > READ_LIMIT || type?.startsWith('multipart/')) return null;
  const text = Buffer.from(bytes).toString();
  if (type?.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return text.includes('\uFFFD') ? null : text;
  }
}

/** What rules and the recorder know of a request. */
export function factsOf(site: Site, surface: Surface, request: Request, body: unknown): RequestFacts {
  const { pathname: path } = new URL(request.url);
  const isComposio = surface === 'composio' || surface === 'mcp';
  const named = userSchema.safeParse(body);
  return {
    surface,
    path,
    method: request.method,
    tools: isComposio ? toolsOf(path, body) : [],
    persons: isComposio
      ? [...(named.success ? [named.data.user_id] : []), ...sessionUser(site.db, path)]
      : sitePerson(site, request.headers.get('authorization')),
  };
}
