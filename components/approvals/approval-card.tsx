'use client';

import { CircleQuestionMark, Clock, Hand } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { Change } from '@/lib/changes/change';
import type { ActionKind } from '@/lib/confluence/tool-kind';
import { KindBadge } from '../tool-call/kind-badge';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import type { AskedAction } from './asked-action';
import type { ChangeActions } from './change-context';
import { type DecisionChoice, DecisionRow } from './decision-row';
import { DenyReason } from './deny-reason';
import { EditFirst } from './edit-first';
import { focusNextCard } from './focus-next-card';
import { Losses } from './losses';
import { NewLinks } from './new-links';
import { LoadingPreview, NoPreview, PreviewView } from './preview-view';
import type { TimeLeft } from './time-left';
import { isTyped, TypeToAllow } from './type-to-allow';
import { UndoWords } from './undo-words';
import type { Loaded } from './use-change';
import { useSending } from './use-sending';
import { useTimeLeft } from './use-time-left';
import { Where } from './where';

type ApprovalCardProps = AskedAction & {
  kind: ActionKind | null;
  preview: Loaded<Change>;
  /** The turn still runs; a decision made meanwhile waits for its end. */
  live: boolean;
  /** The tool's own name and arguments, for those who want to know. */
  details: ReactNode;
} & Pick<ChangeActions, 'onDecide' | 'onRenew'>;

/** A write that waits for a person: what will happen, where, what changes, what would be lost, and the decision. */
export function ApprovalCard(props: ApprovalCardProps) {
  const { approval, summary, changeId, kind, preview, live, details, onDecide, onRenew } = props;
  const [asking, setAsking] = useState<'decision' | 'reason' | 'edit'>('decision');
  const [typed, setTyped] = useState('');
  const { sending, send, busy } = useSending<'allow' | 'deny' | 'renew'>(live);
  const left = useTimeLeft(approval.expiresAt);
  const card = useRef<HTMLElement>(null);
  const heading = useId();
  const mayAllow = isTyped(summary.typeToAllow, typed);

  async function decide(choice: DecisionChoice) {
    const { decision } = choice;
    const words = decision === 'allow' && summary.typeToAllow !== null ? { typed: typed.trim() } : {};
    const sent = await send(decision, () => onDecide([{ approvalId: approval.id, ...choice, ...words }]));
    if (sent) focusNextCard(card.current);
  }

  async function renew(args?: Record<string, unknown>) {
    await send('renew', () => onRenew(approval.id, args));
  }

  return (
    <section
      ref={card}
      data-approval-card=""
      tabIndex={-1}
      aria-labelledby={heading}
      className={`overflow-clip rounded-lg border bg-surface ${left.state === 'expired' ? '' : 'border-accent/45'}`}
    >
      <Head left={left} kind={kind} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
        <div className="grid gap-1.5">
          <h3 id={heading} className="text-prose font-semibold wrap-anywhere">
            {summary.sentence}
          </h3>
          <Where target={summary.target} account={summary.account} />
          <Reasons reasons={approval.reasons} />
        </div>
        <Losses losses={summary.losses} />
        <PreviewOf
          preview={preview}
          noPreview={summary.noPreview ?? (changeId === null ? 'What it would change is not known.' : null)}
        />
        <NewLinks addresses={summary.newLinks} />
        {details}
      </div>
      {left.state === 'expired' ? (
        <Foot>
          <Notice
            tone="info"
            title="This question has ended. Nothing was changed."
            hint="Look again to see what it would do now, and decide then."
          >
            <Button disabled={busy} onClick={() => decide({ decision: 'deny' })}>
              Deny
            </Button>
            <Button tone="primary" disabled={busy} onClick={() => renew()}>
              {busy && sending.state !== 'idle' && sending.what === 'renew' ? 'Looking again…' : 'Look again'}
            </Button>
          </Notice>
          <Failed sending={sending} />
        </Foot>
      ) : (
        <Foot>
          {asking === 'edit' ? null : <UndoWords undo={summary.undo} />}
          {summary.typeToAllow === null || asking !== 'decision' ? null : (
            <TypeToAllow words={summary.typeToAllow} typed={typed} onType={setTyped} />
          )}
          <Failed sending={sending}>
            {sending.state === 'failed' && sending.failure.code !== 'network' && sending.what !== 'renew' ? (
              <Button onClick={() => renew()}>Look again</Button>
            ) : null}
          </Failed>
          {asking === 'reason' ? (
            <DenyReason
              busy={busy}
              onCancel={() => setAsking('decision')}
              onDeny={(reason) => decide({ decision: 'deny', reason })}
            />
          ) : asking === 'edit' && changeId !== null ? (
            <EditFirst
              changeId={changeId}
              busy={busy}
              onCancel={() => setAsking('decision')}
              onSubmit={renew}
            />
          ) : (
            <DecisionRow
              sentence={summary.sentence}
              mayAllow={mayAllow}
              mayRemember={approval.mayRemember}
              mayAllowMore={summary.typeToAllow === null}
              dangerous={kind === 'destructive'}
              sending={busy ? (sending.state === 'idle' ? null : sending.what) : null}
              onChoose={decide}
              onReason={() => setAsking('reason')}
              onEdit={changeId === null ? null : () => setAsking('edit')}
            />
          )}
        </Foot>
      )}
    </section>
  );
}

/** That it waits, for how much longer when that is not long, and what kind of action it is. */
function Head({ left, kind }: { left: TimeLeft; kind: ActionKind | null }) {
  const over = left.state === 'expired';
  return (
    <div
      className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 py-2 text-note ${over ? 'bg-sunken' : 'border-accent/25 bg-accent-soft'}`}
    >
      <p className={`flex items-center gap-2 font-medium ${over ? 'text-ink-soft' : 'text-accent'}`}>
        {over ? <Clock aria-hidden="true" size={14} /> : <Hand aria-hidden="true" size={14} />}
        {over ? 'Not decided in time' : 'Waits for your decision'}
      </p>
      <div className="flex items-center gap-4">
        {left.state === 'soon' ? <span className="text-ink-soft">{left.words}</span> : null}
        {kind === null ? null : <KindBadge kind={kind} />}
      </div>
    </div>
  );
}

/** Why it is asked. */
function Reasons({ reasons }: { reasons: string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-note text-ink-soft">
      {reasons.map((reason) => (
        <li key={reason} className="flex gap-2 wrap-anywhere">
          <CircleQuestionMark aria-hidden="true" size={14} className="mt-0.75 shrink-0" />
          {reason}
        </li>
      ))}
    </ul>
  );
}

function PreviewOf({ preview, noPreview }: { preview: Loaded<Change>; noPreview: string | null }) {
  if (noPreview !== null) return <NoPreview why={noPreview} />;
  if (preview.state === 'loading') return <LoadingPreview />;
  if (preview.state === 'ready') return <PreviewView preview={preview.data.preview} />;
  return (
    <Notice tone="problem" title="The preview could not be loaded." hint={preview.failure.message}>
      <Button onClick={preview.retry}>Try again</Button>
    </Notice>
  );
}

function Foot({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t px-4 py-3">{children}</div>;
}

function Failed({
  sending,
  children,
}: {
  sending: ReturnType<typeof useSending>['sending'];
  children?: ReactNode;
}) {
  if (sending.state !== 'failed') return null;
  return (
    <Notice tone="problem" title={sending.failure.message} hint={sending.failure.hint}>
      {children}
    </Notice>
  );
}
