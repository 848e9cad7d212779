import { describeAction } from '@/lib/confluence/describe-action';
import { Disclosure } from '../ui/disclosure';
import type { ActionView } from './call-view';
import { formatDuration } from './format-duration';
import { JsonBlock } from './json-block';
import { KindBadge } from './kind-badge';
import { StatusBadge } from './status-badge';

/** One action as a line that opens: sentence, kind, status, time; inside, the tool's own name, arguments and result. */
export function ActionRow({ action }: { action: ActionView }) {
  const { sentence } = describeAction(action.tool, action.arguments, action.result);
  return (
    <div>
      <Disclosure
        summaryClassName="touch-target min-h-10 px-3 py-2 transition-colors hover:bg-hover rounded-lg"
        summary={
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-0.5">
            <span className="min-w-0 flex-1 basis-60 wrap-anywhere">{sentence}</span>
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
        <div className="grid gap-3 px-3 pt-1 pb-3">
          <p className="font-mono text-note text-ink-soft wrap-anywhere">{action.tool}</p>
          <JsonBlock title="Arguments" value={action.arguments} />
          {action.result === null || action.result === undefined ? null : (
            <JsonBlock title="Result" value={action.result} />
          )}
        </div>
      </Disclosure>
      {action.error === null ? null : (
        <p className="px-3 pb-2.5 text-note text-danger wrap-anywhere">
          <span className="sr-only">Error: </span>
          {action.error}
        </p>
      )}
    </div>
  );
}
