import 'server-only';
import { LRUCache } from 'lru-cache';
import type { Read } from './shared-reads';

/**
 * What was read for a change that waits, by its digest: before it is carried out the same is read again, all at once instead of one
 * after the other. Only a hint: without it (in another process, after a restart) the plan finds its reads by itself.
 */
const known = new LRUCache<string, readonly Read[]>({ max: 5_000, ttl: 30 * 60_000 });

export function rememberReads(digest: string, reads: readonly Read[]): void {
  known.set(digest, reads);
}

export function readsFor(digest: string): readonly Read[] {
  return known.get(digest) ?? [];
}
