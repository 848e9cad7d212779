import { z } from 'zod';
import type { Phrase } from '../../../domain/phrase.ts';
import type { EffectLookup, Finding } from '../../toolkit.ts';

export const lookUpId = z.union([z.string(), z.number()]).transform(String);

const MINUTE_MS = 60_000;

export const happened = (found: Phrase): Finding => ({ status: 'succeeded', found });
export const didNotHappen = (found: Phrase): Finding => ({ status: 'failed', found });
export const cannotTell = (found: Phrase): Finding => ({ status: 'unknown', found });

/** A look-up by one of Composio's tools for Confluence. */
export function lookUpWith(lookup: Omit<EffectLookup, 'saysMissing'>): EffectLookup {
  return { ...lookup, saysMissing };
}

/** The tools pass on in words what Confluence refused with. */
function saysMissing(refusal: string): boolean {
  return /\b404\b|\bcannot find a (page|blog post)\b/i.test(refusal);
}

export function sameTitle(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Made after the write began, by clocks that may differ by a minute. An unknown time counts as new. */
export function isNew(at: string | null | undefined, startedAt: Date): boolean {
  return !at || Date.parse(at) >= startedAt.getTime() - MINUTE_MS;
}
