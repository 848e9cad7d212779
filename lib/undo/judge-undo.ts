import { judge } from '../approvals/gate.ts';
import type { ActionKind } from '../domain/action-kind.ts';
import type { Target, UndoStep } from '../domain/change.ts';
import { type Phrase, uniquePhrases } from '../domain/phrase.ts';
import type { Policy } from '../domain/policy.ts';
import { NO_TAINT } from '../toolkits/taint.ts';
import { kindOfTool } from '../toolkits/toolkits.ts';

/** What one step of an undo does to the app. */
export function kindOfStep(step: UndoStep): ActionKind {
  if (step.via === 'tool') return kindOfTool(step.tool);
  return step.method === 'DELETE' ? 'destructive' : 'write';
}

/**
 * Why the rules forbid an undo, empty when they do not. The person who asks for it has decided, so only a
 * no counts. A step over REST has no tool of its own and goes by the one that it takes back.
 * @param done.tool what is taken back
 */
export function deniedByRules(
  done: { tool: string },
  { steps, target }: { steps: UndoStep[]; target: Target },
  policies: { instance: Policy; user: Policy },
): Phrase[] {
  const reasons = steps.flatMap((step) => {
    const tool = step.via === 'tool' ? step.tool : done.tool;
    const { answer, reasons: why } = judge({
      action: { tool, kind: kindOfStep(step) },
      target,
      policies,
      grants: [],
      taint: NO_TAINT,
      risk: { losses: false, newLinks: false, noPreview: false },
    });
    return answer === 'deny' ? why : [];
  });
  return uniquePhrases(reasons);
}
