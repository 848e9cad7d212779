import 'server-only';
import { getPolicies } from '../approvals/policies';
import type { Change } from '../domain/change';
import { say } from '../phrases/say';
import { showChange } from '../phrases/show-change';
import { closeDeadUndos } from './close-dead-undos';
import { deniedByRules } from './judge-undo';
import { findDoneAction, planStoredUndo, stateOfUndo } from './stored-undo';

/** What taking an action back would do; or why it cannot be done, with an address to look at. */
type UndoPreview =
  | { possible: true; change: Change; fingerprint: string }
  | { possible: false; reason: string; url: string | null };

/** Looks what taking one's own action back would do now. Throws `not_found`. */
export async function previewUndo(userId: string, actionId: string): Promise<UndoPreview> {
  await closeDeadUndos();
  const done = await findDoneAction(userId, actionId);
  const { plan } = await planStoredUndo(userId, done);
  if ((await stateOfUndo(actionId)) === 'running') {
    const reason = 'It is being taken back at this moment. Look again in a minute.';
    return { possible: false, reason, url: done.change?.summary?.target.url ?? null };
  }
  if (!plan.possible) return { ...plan, reason: say(plan.reason) };
  const { change, fingerprint, steps } = plan;
  const denied = deniedByRules(done.action, { steps, target: change.target }, await getPolicies(userId));
  if (denied.length > 0)
    return { possible: false, reason: denied.map(say).join(' '), url: change.target.url };
  return { possible: true, change: showChange(change), fingerprint };
}
