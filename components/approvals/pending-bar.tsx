'use client';

import { Hand } from 'lucide-react';
import type { ApprovalDecision } from '../changes/change-context';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Spinner } from '../ui/spinner';
import { whyNotAllowAll } from './allow-all';
import type { PendingAction } from './pending-action';
import { useSending } from './use-sending';

/** Decides several changes of one call together. Where one of them needs a closer look, only Deny is offered for all. */
export function PendingBar({
  pending,
  live,
  onDecide,
}: {
  pending: PendingAction[];
  live: boolean;
  onDecide: (decisions: ApprovalDecision[]) => Promise<void>;
}) {
  const { sending, send, busy } = useSending<'allow' | 'deny'>(live);
  const whyNot = whyNotAllowAll(pending);
  const doing = busy && sending.state !== 'idle' ? sending.what : null;

  const decideAll = (decision: 'allow' | 'deny') =>
    send(decision, () =>
      onDecide(
        pending.map(({ approval }) => ({
          approvalId: approval.id,
          decision,
          ...(decision === 'allow' ? { scope: 'once' as const } : {}),
        })),
      ),
    );

  return (
    <fieldset className="grid gap-2 rounded-lg border border-accent/45 bg-accent-soft px-4 py-2.5">
      <legend className="sr-only">Decide all {pending.length}</legend>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="flex flex-1 basis-52 items-center gap-2 font-medium">
          <Hand aria-hidden="true" size={15} className="shrink-0 text-accent" />
          {pending.length} changes wait for you
        </p>
        <div className="flex gap-2 max-md:w-full">
          <Button disabled={busy} onClick={() => decideAll('deny')} className="max-md:flex-1">
            {doing === 'deny' ? <Spinner /> : null}
            {doing === 'deny' ? 'Denying…' : 'Deny all'}
          </Button>
          {whyNot === null ? (
            <Button
              tone="primary"
              disabled={busy}
              onClick={() => decideAll('allow')}
              className="max-md:flex-1"
            >
              {doing === 'allow' ? <Spinner /> : null}
              {doing === 'allow' ? 'Allowing…' : 'Allow all'}
            </Button>
          ) : null}
        </div>
      </div>
      {whyNot === null ? null : <p className="text-note text-ink-soft">{whyNot}</p>}
      {sending.state === 'failed' ? (
        <Notice tone="problem" title={sending.failure.message} hint={sending.failure.hint} />
      ) : null}
    </fieldset>
  );
}
