import { z } from 'zod';
import type { SiteAccess } from '../context.ts';

const objectSchema = z.record(z.string(), z.unknown());
export type Answer = z.infer<typeof objectSchema>;

/** Confluence could not be read, for another reason than that there is nothing to see. */
class SiteReadError extends Error {}

/**
 * Reads Confluence as an account sees it. What is not there, or not for this account, is undefined.
 * Throws `SiteReadError` when the site does not answer as it should.
 */
export function createSiteReader(site: SiteAccess) {
  async function read(path: string, query: Record<string, string> = {}): Promise<Answer | undefined> {
    const search = new URLSearchParams(query);
    const response = await site.send(search.size === 0 ? path : `${path}?${search}`, {
      headers: { accept: 'application/json' },
    });
    if ([400, 403, 404].includes(response.status)) return undefined;
    if (!response.ok) throw new SiteReadError(`Confluence answered ${response.status} for ${path}.`);
    return objectSchema.parse(await response.json());
  }

  /** The `results` of a list. */
  async function list(path: string, query: Record<string, string> = {}): Promise<Answer[] | undefined> {
    const answer = await read(path, query);
    return answer === undefined ? undefined : z.array(objectSchema).catch([]).parse(answer.results);
  }

  return { read, list };
}

export type SiteReader = ReturnType<typeof createSiteReader>;
