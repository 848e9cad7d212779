import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { listAccounts } from '../accounts/account-store.ts';
import type { ComposioContext } from '../context.ts';
import type { Caller } from '../execute-tool.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { type MetaResult, metaDone } from './meta-result.ts';

export const waitForConnectionsInput = z.object({
  toolkits: z.array(z.string()).min(1),
  mode: z.enum(['any', 'all']).default('any'),
});

/** It ends well before the 30 seconds after which MCP clients give up on a request. */
const LONGEST_WAIT_MS = 20_000;
const STEP_MS = 250;

function statusOf(context: ComposioContext, caller: Caller, toolkit: string) {
  const accounts = toolkit === CONFLUENCE.slug ? listAccounts(context, caller.project, caller.userId) : [];
  const account = accounts.find(({ status }) => status === 'ACTIVE') ?? accounts[0];
  const status =
    account === undefined
      ? 'NOT_FOUND'
      : account.status === 'ACTIVE' || account.status === 'INITIATED'
        ? account.status
        : 'FAILED';
  return {
    toolkit,
    status,
    has_active_connection: status === 'ACTIVE',
    ...(account ? { connected_account_id: account.id } : {}),
  };
}

/** COMPOSIO_WAIT_FOR_CONNECTIONS: waits until any or all toolkits are no longer INITIATED, or the time is up. */
export async function waitForConnections(
  context: ComposioContext,
  caller: Caller,
  input: z.infer<typeof waitForConnectionsInput>,
  signal: AbortSignal,
): Promise<MetaResult> {
  const toolkits = [...new Set(input.toolkits.map((toolkit) => toolkit.toLowerCase()))];
  const end = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    const results = toolkits.map((toolkit) => statusOf(context, caller, toolkit));
    const decided = results.map(({ status }) => status !== 'INITIATED');
    const done = input.mode === 'all' ? decided.every(Boolean) : decided.some(Boolean);
    if (done || signal.aborted || performance.now() >= end) {
      return metaDone({
        message: done
          ? 'Done waiting.'
          : 'Still waiting for the person. Ask them to finish, then call again.',
        results: Object.fromEntries(results.map((result) => [result.toolkit, result])),
      });
    }
    await sleep(STEP_MS);
  }
}
