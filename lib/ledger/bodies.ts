import 'server-only';
import { createHash } from 'node:crypto';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { bodies, conversations } from '@/lib/db/schema';

/** A shorter text costs no more than what would stand for it. */
const LONG = 500;

/** Below so many levels of lists and objects JSON is left as it is: JavaScript cannot follow it without end. */
const DEEP = 500;

/** The key of what stands for a text: its hash. An object that has this key by itself stands under it whole. */
const KEY = '$body';

/** JSON whose long texts are kept once in its conversation; `hashes` are theirs, each once, and `writes` keep them. */
type Kept<Json> = { kept: Json; hashes: string[]; writes: SQL[] };

/**
 * JSON with each long text in it kept once in its conversation: a page's body is the same each time that version is read, in
 * previews of it, and in what undoing needs. Answers what to store; `restoreBodies` makes the JSON of it again. Of a conversation
 * that was deleted meanwhile nothing is kept. Who writes it holds the conversation with `no key update`: two transactions that keep
 * the same texts in another order would wait for each other.
 */
export function keepBodies<Json>(conversationId: string, json: Json): Kept<Json> {
  const found = new Map<string, string>();
  const kept = mapStrings(json, (text) => {
    // What the database cannot keep as text stays where JSON has it.
    if (text.length < LONG || text.includes('\0') || !text.isWellFormed()) return text;
    const hash = createHash('sha256').update(text).digest('base64url');
    found.set(hash, text);
    return { [KEY]: hash };
  });
  const hashes = [...found.keys()];
  const writes =
    hashes.length === 0
      ? []
      : [
          sql`
      insert into ${bodies} (conversation_id, hash, body)
      select ${conversations.id}, new.hash, new.body
      from ${conversations}, unnest(${sql.param(hashes)}::text[], ${sql.param([...found.values()])}::text[]) as new (hash, body)
      where ${eq(conversations.id, conversationId)}
      order by new.hash
      on conflict do nothing`,
        ];
  return { kept: kept as Json, hashes, writes };
}

/** The JSON that was kept, whole. */
export async function restoreBodies<Json>(
  queries: Queries,
  conversationId: string,
  kept: Json,
): Promise<Json> {
  const hashes = new Set<string>();
  mapReferences(kept, (hash) => hashes.add(hash));
  const texts = await readBodies(queries, [{ conversationId, hashes: [...hashes] }]);
  const missing = [...hashes].filter((hash) => !texts.has(keyOf(conversationId, hash)));
  // An undo must not write an empty text where it does not know the former one.
  if (missing.length > 0)
    throw new Error(`texts of conversation ${conversationId} are not kept: ${missing.join(', ')}`);
  return withBodies(kept, conversationId, texts);
}

/** Texts by their conversation and hash. */
type Bodies = ReadonlyMap<string, string>;

const keyOf = (conversationId: string, hash: string) => `${conversationId} ${hash}`;

/** The texts of these conversations with these hashes, in one reading. */
export async function readBodies(
  queries: Queries,
  wanted: { conversationId: string; hashes: readonly string[] }[],
): Promise<Bodies> {
  const pairs = wanted.flatMap(({ conversationId, hashes }) =>
    hashes.map((hash) => ({ conversationId, hash })),
  );
  if (pairs.length === 0) return new Map();
  const ids = sql.param(pairs.map(({ conversationId }) => conversationId));
  const hashes = sql.param(pairs.map(({ hash }) => hash));
  const rows = await queries
    .select()
    .from(bodies)
    .where(
      sql`(${bodies.conversationId}, ${bodies.hash}) in (select * from unnest(${ids}::uuid[], ${hashes}::text[]))`,
    );
  return new Map(rows.map(({ conversationId, hash, body }) => [keyOf(conversationId, hash), body]));
}

/** JSON that was kept in a conversation, with the texts that it refers to. One that is not there is empty. */
export function withBodies<Json>(kept: Json, conversationId: string, texts: Bodies): Json {
  return mapReferences(kept, (hash) => texts.get(keyOf(conversationId, hash)) ?? '') as Json;
}

function mapStrings(json: unknown, change: (text: string) => unknown, depth = 0): unknown {
  if (depth === DEEP) return json;
  if (typeof json === 'string') return change(json);
  const inside = (inner: unknown) => mapStrings(inner, change, depth + 1);
  if (Array.isArray(json)) return json.map(inside);
  if (typeof json !== 'object' || json === null) return json;
  const mapped = mapEntries(json, inside);
  return KEY in json ? { [KEY]: mapped } : mapped;
}

function mapReferences(json: unknown, read: (hash: string) => unknown, depth = 0): unknown {
  if (depth === DEEP) return json;
  const inside = (inner: unknown) => mapReferences(inner, read, depth + 1);
  if (Array.isArray(json)) return json.map(inside);
  if (typeof json !== 'object' || json === null) return json;
  const held = KEY in json ? json[KEY] : json;
  if (typeof held === 'string') return read(held);
  return mapEntries(held, inside);
}

function mapEntries(json: unknown, change: (inner: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(json ?? {}).map(([key, inner]) => [key, change(inner)]));
}
