import type { ActionView } from './call-view';
import { JsonBlock } from './json-block';
import { LargeResult } from './large-result';

/** The tool's own name, its arguments and its result, as they went over the wire. */
export function ActionDetails({ action }: { action: ActionView }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="font-mono text-note text-ink-soft wrap-anywhere">{action.tool}</p>
      <JsonBlock title="Arguments" value={action.arguments} />
      {action.large ? <LargeResult large={action.large} /> : null}
      {action.result === null || action.result === undefined ? null : (
        <JsonBlock title="Result" value={action.result} />
      )}
    </div>
  );
}
