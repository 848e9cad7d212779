import { z } from 'zod';
import type { Planned } from '../../to-plan.ts';
import type { Account } from '../../toolkit.ts';
import type { Reader } from '../reading/open-reader.ts';

/** Looks at what an action would do. @throws Impossible, Unreadable */
export type Planner<Kept> = (reader: Reader, args: unknown) => Promise<Planned<Kept>>;

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
