import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { bodies } from '@/lib/db/schema';

/** A shorter text costs no more than what would stand for it. */
const LONG = 500;

/** The key of what stands for a text: its hash. An object that has this key by itself stands under it whole. */
const KEY = '$body';

/**
 * JSON with each long text in it kept once in its conversation: a page's body is the same in a preview, in the next preview of that
 * version, and in what undoing needs. Answers what to store; `restoreBodies` makes the JSON of it again.
 */
export async function keepBodies<Json>(tx: Queries, conversationId: string, json: Json): Promise<Json> {
  const found = new Map<string, string>();
  const kept = mapStrings(json, (text) => {
    // What the database cannot keep as text stays where JSON has it.
    if (text.length < LONG || text.includes('\0') || !text.isWellFormed()) return text;
    const hash = createHash('sha256').update(text).digest('base64url');
    found.set(hash, text);
    return { [KEY]: hash };
  });
  if (found.size > 0)
    await tx
      .insert(bodies)
      .values([...found].map(([hash, body]) => ({ conversationId, hash, body })))
      .onConflictDoNothing();
  return kept as Json;
}

/** The JSON that was kept, whole. */
export async function restoreBodies<Json>(
  queries: Queries,
  conversationId: string,
  kept: Json,
): Promise<Json> {
  const hashes = new Set<string>();
  mapReferences(kept, (hash) => hashes.add(hash));
  const rows = hashes.size
    ? await queries
        .select({ hash: bodies.hash, body: bodies.body })
        .from(bodies)
        .where(and(eq(bodies.conversationId, conversationId), inArray(bodies.hash, [...hashes])))
    : [];
  const texts = new Map(rows.map(({ hash, body }) => [hash, body]));
  return mapReferences(kept, (hash) => texts.get(hash) ?? '') as Json;
}

function mapStrings(json: unknown, change: (text: string) => unknown): unknown {
  if (typeof json === 'string') return change(json);
  if (Array.isArray(json)) return json.map((inner) => mapStrings(inner, change));
  if (typeof json !== 'object' || json === null) return json;
  const mapped = mapEntries(json, (inner) => mapStrings(inner, change));
  return KEY in json ? { [KEY]: mapped } : mapped;
}

function mapReferences(json: unknown, read: (hash: string) => unknown): unknown {
  if (Array.isArray(json)) return json.map((inner) => mapReferences(inner, read));
  if (typeof json !== 'object' || json === null) return json;
  const held = KEY in json ? json[KEY] : json;
  if (typeof held === 'string') return read(held);
  return mapEntries(held, (inner) => mapReferences(inner, read));
}

function mapEntries(json: unknown, change: (inner: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(json ?? {}).map(([key, inner]) => [key, change(inner)]));
}
