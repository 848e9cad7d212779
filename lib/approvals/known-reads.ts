import 'server-only';
import { LRUCache } from 'lru-cache';
import type { Read } from './shared-reads';

// Routes have modules of their own: what one of them planned another one carries out.
const kept = globalThis as { tributaryKnownReads?: LRUCache<string, readonly Read[]> };

/**
 * What was read for changes that wait, by their digests: before one is carried out the same is read again, all at once instead of one
 * after the other. Only a hint: without it (in another process, after a restart) the plan finds its reads by itself.
 */
function knownReads(): LRUCache<string, readonly Read[]> {
  kept.tributaryKnownReads ??= new LRUCache({ max: 5_000, ttl: 30 * 60_000 });
  return kept.tributaryKnownReads;
}

export function rememberReads(digest: string, reads: readonly Read[]): void {
  knownReads().set(digest, reads);
}

export function readsFor(digest: string): readonly Read[] {
  return knownReads().get(digest) ?? [];
}
