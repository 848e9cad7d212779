import 'server-only';
import { randomUUID } from 'node:crypto';
import { askerOf, type Examined, examineAction } from '@/lib/approvals/examine-action';
import { mapLimited } from '@/lib/approvals/map-limited';
import { pendingActions } from '@/lib/approvals/pending-actions';
import type { RequestedAction } from '@/lib/composio/tool-result';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { Words } from '@/lib/domain/phrase';
import { actionKey } from '@/lib/ledger/action-key';
import type { PriorWrite } from '@/lib/ledger/prior-writes';
import type { Beginning } from '@/lib/ledger/transitions';
import { callPhrase } from '@/lib/phrases/call-phrases';
import { kindOfTool, signVersion } from '@/lib/toolkits/toolkits';
import type { ToolContext } from './tool-context';

/** An action of a call, looked at before anything runs, and how it begins. */
export type Step = {
  id: string;
  index: number;
  tool: string;
  arguments: Record<string, unknown>;
  kind: ActionKind;
  begins: Beginning;
  /** A toolkit that it needs and that no account is connected for. */
  notConnected?: string | undefined;
};

/** Looks at each action of a call before anything runs: every one passes the gate here. */
export async function examineCall(context: ToolContext, requested: RequestedAction[]): Promise<Step[]> {
  if (requested.length === 0) return [];
  const { conversationId } = context;
  const asker = await askerOf(context, conversationId);
  const writes = requested.some((action) => kindOfTool(action.tool) !== 'read');
  const pending = writes ? await pendingActions(conversationId) : new Set<string>();
  return mapLimited(requested, async ({ tool, arguments: given }, index): Promise<Step> => {
    const id = randomUUID();
    const args = signVersion(tool, asArguments(given), id);
    const step = { id, index, tool, arguments: args, kind: kindOfTool(tool) };
    const prior = context.priorWrites.get(actionKey(step));
    if (prior) return { ...step, kind: prior.kind, begins: repeated(prior) };
    if (pending.has(actionKey(step)))
      return { ...step, begins: { status: 'failed', error: callPhrase.waitsAlready() } };
    const examined = await examineAction(asker, step);
    const notConnected = examined.answer === 'impossible' ? examined.notConnected : undefined;
    return { ...step, kind: examined.kind, begins: beginningOf(examined), notConnected };
  });
}

/** What may have been done is not done again; the one that it was keeps its own entry. */
function repeated(prior: PriorWrite): Beginning {
  return prior.status === 'unknown'
    ? { status: 'failed', error: callPhrase.mayHaveRun() }
    : { status: 'known', of: prior };
}

function beginningOf(examined: Examined): Beginning {
  switch (examined.answer) {
    case 'ask': {
      const { plan, reasons, mayRemember } = examined;
      return { status: 'waiting', question: { plan, reasons, mayRemember } };
    }
    case 'deny': {
      const { plan, reason, rule } = examined;
      return { status: 'denied', plan, decided: ruled('deny', rule), error: reason };
    }
    case 'impossible':
      return { status: 'failed', error: examined.reason };
    case 'allow': {
      const { plan, rule } = examined;
      return { status: 'running', plan, decided: plan && ruled('allow', rule) };
    }
  }
}

function ruled(answer: 'allow' | 'deny', rule: Words | null) {
  return { by: 'policy', answer, scope: null, reason: null, rule } as const;
}

export function asArguments(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
