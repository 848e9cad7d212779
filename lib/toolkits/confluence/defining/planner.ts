import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Change, ChangeSummary, Plan, Target } from '../../../domain/change.ts';
import type { Preview } from '../../../domain/preview.ts';
import type { Reader } from '../reading/open-reader.ts';
import { Unreadable } from '../reading/refusals.ts';
import type { Before } from './before.ts';

/** What one family of tools finds out about an action; who acts is added for all of them. */
export type Planned = Pick<ChangeSummary, 'sentence' | 'target' | 'undo'> &
  Partial<Pick<ChangeSummary, 'losses' | 'newLinks' | 'typeToAllow'>> & {
    preview: Preview;
    before: Before;
    /** All that the change was built from and that others may move: a difference means that it is another change. */
    basis: unknown;
  };

/** Looks at what an action would do. @throws Impossible, Unreadable */
export type Planner = (reader: Reader, args: unknown) => Promise<Planned>;

export type Account = ChangeSummary['account'];

const userSchema = z.object({ accountId: z.string(), displayName: z.string().nullish() });

/** Who acts: the connected person. Null when Confluence does not say. */
export async function readAccount(reader: Reader): Promise<Account> {
  try {
    const user = await reader.read(
      userSchema,
      '/wiki/rest/api/user/current',
      {},
      'There is no current user.',
    );
    return { id: user.accountId, name: user.displayName ?? user.accountId };
  } catch {
    return null;
  }
}

/** A short hash over what a change stands on and who would make it. */
function fingerprintOf(account: Account, basis: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([account?.id ?? null, basis]))
    .digest('base64url')
    .slice(0, 22);
}

/** The plan of an action that was looked at. */
export function toPlan(planned: Planned, account: Account): Plan {
  const { sentence, target, undo, preview, before, basis } = planned;
  const change: Change = {
    ...{ sentence, target, account, undo, preview },
    losses: planned.losses ?? [],
    newLinks: planned.newLinks ?? [],
    typeToAllow: planned.typeToAllow ?? null,
    noPreview: preview.type === 'none' ? preview.why : null,
  };
  return { possible: true, change, fingerprint: fingerprintOf(account, basis), before };
}

/** The plan of an action that could not be looked at: it can be asked for all the same, and says why nothing is shown. */
export function unseenPlan(
  unseen: { tool: string; sentence: string; target: Target; newLinks: string[]; typeToAllow: string | null },
  account: Account,
  error: unknown,
): Plan {
  const why =
    error instanceof Unreadable
      ? error.message
      : `The preview could not be made (${error instanceof Error ? error.message : String(error)}).`;
  const { tool, sentence, target, newLinks, typeToAllow } = unseen;
  return toPlan(
    {
      ...{ sentence, target, newLinks, typeToAllow },
      undo: {
        possible: false,
        words: 'What was there before is not known, so it cannot be taken back here.',
      },
      preview: { type: 'none', why },
      before: { type: 'unknown' },
      basis: ['unseen', tool],
    },
    account,
  );
}
