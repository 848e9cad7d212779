import { ActionRow } from './action-row';
import type { CallView } from './call-view';

/** A tool call: one hairline card; a batch holds one card for each of its actions. */
export function CallCard({ call }: { call: CallView }) {
  return (
    <div className="rounded-lg border bg-surface">
      <ActionRow action={call} />
      {call.actions.length === 0 ? null : (
        <ol className="grid gap-1.5 px-3 pb-3" aria-label="Actions">
          {call.actions.map((action, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place of an action in its batch is its identity
            <li key={index} className="rounded-lg border bg-paper">
              <ActionRow action={action} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
