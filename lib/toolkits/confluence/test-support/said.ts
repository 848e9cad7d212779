import type { Change, Plan, UndoPlan } from '../../../domain/change.ts';
import { say } from '../../../phrases/say.ts';
import { showChange } from '../../../phrases/show-change.ts';

type SaidPlan =
  | { possible: true; change: Change; fingerprint: string; before: unknown }
  | { possible: false; reason: string };
type SaidUndo =
  | {
      possible: true;
      change: Change;
      fingerprint: string;
      steps: Extract<UndoPlan, { possible: true }>['steps'];
    }
  | { possible: false; reason: string; url: string | null };

export type { SaidUndo };

/** A plan as a person is told it. */
export function said(plan: UndoPlan): SaidUndo;
export function said(plan: Plan): SaidPlan;
export function said(plan: Plan | UndoPlan): SaidPlan | SaidUndo {
  return plan.possible ? { ...plan, change: showChange(plan.change) } : { ...plan, reason: say(plan.reason) };
}
