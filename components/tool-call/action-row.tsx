import { DecidedChange } from '../changes/decided-change';
import { Disclosure } from '../ui/disclosure';
import { ActionDetails } from './action-details';
import type { ActionView } from './call-view';
import { formatDuration } from './format-duration';
import { KindBadge } from './kind-badge';
import { StatusBadge } from './status-badge';

/**
 * One action as a line that opens: sentence, kind, status, time; inside, the tool's own name, arguments and result. Under a
 * write stands who decided it and the way back.
 */
export function ActionRow({ action, onUndone }: { action: ActionView; onUndone: () => void }) {
  const change = action.change ?? null;
  // Who denied it, and why, is told below already.
  const error = action.status === 'denied' && change?.decision?.answer === 'deny' ? null : action.error;
  return (
    <div>
      <Disclosure
        summaryClassName="touch-target min-h-10 px-3 py-2 transition-colors hover:bg-hover rounded-lg"
        summary={
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-0.5">
            <span className="min-w-0 flex-1 basis-60 wrap-anywhere">{action.words.sentence}</span>
            <span className="flex items-center gap-x-3 md:gap-x-2">
              {action.kind === null ? null : (
                <span className="flex md:w-24">
                  <KindBadge kind={action.kind} />
                </span>
              )}
              <span className="flex md:w-20">
                <StatusBadge status={action.status} />
              </span>
              <span className="text-note text-ink-soft tabular-nums md:w-13 md:text-right">
                {action.durationMs === null ? null : formatDuration(action.durationMs)}
              </span>
            </span>
          </span>
        }
      >
        <div className="px-3 pt-1 pb-3">
          <ActionDetails action={action} />
        </div>
      </Disclosure>
      {error === null ? null : (
        <p className="px-3 pb-2.5 text-note text-danger wrap-anywhere">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      {change === null || action.status === 'preparing' || action.status === 'running' ? null : (
        <DecidedChange change={change} status={action.status} onUndone={onUndone} />
      )}
    </div>
  );
}
