import 'server-only';
import type { Words } from '../domain/phrase';
import { gatePhrase } from '../phrases/gate-phrases';
import { NO_TAINT } from '../toolkits/taint';
import { rulesOf } from './examine-action';
import { judge } from './gate';

/** Whether a reading tool may run without asking anybody, for a read that no card could show; or why not. */
export async function mayRead(
  { userId, conversationId }: { userId: string; conversationId: string },
  tool: string,
): Promise<{ allowed: true } | { allowed: false; reason: Words }> {
  const { answer, reasons } = judge({
    action: { tool, kind: 'read' },
    ...(await rulesOf(userId, conversationId)),
    target: null,
    taint: NO_TAINT,
    risk: { losses: false, newLinks: false, noPreview: false },
  });
  return answer === 'allow'
    ? { allowed: true }
    : { allowed: false, reason: gatePhrase.sentences({ all: reasons }) };
}
