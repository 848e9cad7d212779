'use client';

import dynamic from 'next/dynamic';
import { useContext } from 'react';
import { type PendingAction, pendingActionOf } from '../approvals/pending-action';
import { PendingBar } from '../approvals/pending-bar';
import { ChangeContext } from '../changes/change-context';
import { Disclosure } from '../ui/disclosure';
import { ActionDetails } from './action-details';
import { ActionRow } from './action-row';
import type { ActionView, CallView } from './call-view';

// Most cards ask nothing, and in the history none does.
const PendingChange = dynamic(() => import('../approvals/pending-change'));

/**
 * A tool call: one hairline card; a batch holds one card for each of its actions. A write that waits for a person shows its
 * question in place of its line. `live`: the turn it belongs to is still running.
 */
export function CallCard({ call, live = false }: { call: CallView; live?: boolean }) {
  const actions = useContext(ChangeContext);
  const onUndone = () => actions?.onUndone();
  const askedAs = (action: ActionView) => (actions === null ? null : pendingActionOf(action));
  const question = (action: ActionView, asked: PendingAction) =>
    actions === null ? null : (
      <PendingChange
        // Another question about the same action starts with nothing typed or sent.
        key={asked.approval.id}
        asked={asked}
        kind={action.kind}
        live={live}
        actions={actions}
        details={
          <div>
            <Disclosure summary="Details" summaryClassName="touch-target text-note text-ink-soft">
              <div className="mt-2">
                <ActionDetails action={action} />
              </div>
            </Disclosure>
          </div>
        }
      />
    );

  const [only] = call.actions;
  const single = only !== undefined && call.actions.length === 1 ? only : call;
  const own = askedAs(single);
  // A box around one question says nothing.
  if (own !== null) return question(single, own);
  const asked = call.actions.map(askedAs).filter((one) => one !== null);
  return (
    <div className="rounded-lg border bg-surface">
      <ActionRow action={call} onUndone={onUndone} />
      {call.actions.length === 0 ? null : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5 px-3 pb-3 max-md:px-1.5 max-md:pb-1.5">
          {asked.length > 1 && actions !== null ? (
            <PendingBar pending={asked} live={live} onDecide={actions.onDecide} />
          ) : null}
          <ol className="grid grid-cols-[minmax(0,1fr)] gap-1.5" aria-label="Actions">
            {call.actions.map((action, index) => {
              const its = askedAs(action);
              return its === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place of an action in its batch is its identity
                <li key={index} className="rounded-lg border bg-paper">
                  <ActionRow action={action} onUndone={onUndone} />
                </li>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={index}>{question(action, its)}</li>
              );
            })}
          </ol>
        </div>
      )}
    </div>
  );
}
