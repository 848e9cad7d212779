'use client';

import { CircleQuestionMark, Clock, Hand } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { Change } from '@/lib/domain/change';
import type { ChangeActions } from '../changes/change-context';
import { ChangeTarget } from '../changes/change-target';
import { Losses } from '../changes/losses';
import { NewLinks } from '../changes/new-links';
import { LoadingPreview, NoPreview, PreviewView } from '../changes/preview/preview-view';
import { isTyped, TypeToAllow } from '../changes/type-to-allow';
import type { Loaded } from '../changes/use-change';
import { KindBadge } from '../tool-call/kind-badge';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { UndoWords } from '../undo/undo-words';
import { EditFirst } from './arguments/edit-first';
import { type DecisionChoice, DecisionRow } from './decision-row';
import { DenyReason } from './deny-reason';
import { focusNextCard } from './focus-next-card';
import type { PendingAction } from './pending-action';
import type { TimeLeft } from './time-left';
import { type Sending, useSending } from './use-sending';
import { useTimeLeft } from './use-time-left';

type ApprovalCardProps = PendingAction & {
  kind: ActionKind | null;
  preview: Loaded<Change>;
  /** The turn still runs; a decision made meanwhile waits for its end. */
  live: boolean;
  /** The tool's own name and arguments, for those who want to know. */
  details: ReactNode;
} & Pick<ChangeActions, 'onDecide' | 'onRefresh'>;

/** A write that waits for a person: what will happen, where, what changes, what would be lost, and the decision. */
export function ApprovalCard(props: ApprovalCardProps) {
  const { approval, summary, changeId, kind, preview, live, details, onDecide, onRefresh } = props;
  const [typed, setTyped] = useState('');
  const { sending, send, busy } = useSending<'allow' | 'deny' | 'refresh'>(live);
  const left = useTimeLeft(approval.expiresAt);
  const card = useRef<HTMLElement>(null);
  const heading = useId();

  async function decide(choice: DecisionChoice) {
    const { decision } = choice;
    const words = decision === 'allow' && summary.typeToAllow !== null ? { typed: typed.trim() } : {};
    const sent = await send(decision, () => onDecide([{ approvalId: approval.id, ...choice, ...words }]));
    if (sent) focusNextCard(card.current);
  }

  async function refresh(args?: Record<string, unknown>) {
    await send('refresh', () => onRefresh(approval.id, args));
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
          <ChangeTarget target={summary.target} account={summary.account} />
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
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t px-4 py-3">
        {left.state === 'expired' ? (
          <ExpiredQuestion sending={sending} busy={busy} onDecide={decide} onRefresh={refresh} />
        ) : (
          <OpenQuestion
            {...props}
            typed={typed}
            onType={setTyped}
            sending={sending}
            busy={busy}
            onDecide={decide}
            onRefresh={refresh}
          />
        )}
      </div>
    </section>
  );
}

type QuestionProps = {
  sending: Sending<'allow' | 'deny' | 'refresh'>;
  busy: boolean;
  onDecide: (choice: DecisionChoice) => void;
  onRefresh: (args?: Record<string, unknown>) => void;
};

/** A question that nobody answered in time: it can be asked again as things are now. */
function ExpiredQuestion({ sending, busy, onDecide, onRefresh }: QuestionProps) {
  const refreshing = busy && sending.state !== 'idle' && sending.what === 'refresh';
  return (
    <>
      <Notice
        tone="info"
        title="This question has ended. Nothing was changed."
        hint="Look again to see what it would do now, and decide then."
      >
        <Button disabled={busy} onClick={() => onDecide({ decision: 'deny' })}>
          Deny
        </Button>
        <Button tone="primary" disabled={busy} onClick={() => onRefresh()}>
          {refreshing ? 'Looking again…' : 'Look again'}
        </Button>
      </Notice>
      <Failed sending={sending} />
    </>
  );
}

/** How it can be undone, and the decision; in its place a reason to deny or the arguments to edit, once asked for. */
function OpenQuestion({
  approval,
  summary,
  changeId,
  kind,
  typed,
  onType,
  sending,
  busy,
  onDecide,
  onRefresh,
}: QuestionProps &
  Pick<ApprovalCardProps, 'approval' | 'summary' | 'changeId' | 'kind'> & {
    typed: string;
    onType: (typed: string) => void;
  }) {
  const [asking, setAsking] = useState<'decision' | 'reason' | 'edit'>('decision');
  const backToDecision = () => setAsking('decision');
  return (
    <>
      {asking === 'edit' ? null : <UndoWords undo={summary.undo} />}
      {summary.typeToAllow === null || asking !== 'decision' ? null : (
        <TypeToAllow words={summary.typeToAllow} typed={typed} onType={onType} />
      )}
      <Failed sending={sending}>
        {sending.state === 'failed' && sending.failure.code !== 'network' && sending.what !== 'refresh' ? (
          <Button onClick={() => onRefresh()}>Look again</Button>
        ) : null}
      </Failed>
      {asking === 'reason' ? (
        <DenyReason
          busy={busy}
          onCancel={backToDecision}
          onDeny={(reason) => onDecide({ decision: 'deny', reason })}
        />
      ) : asking === 'edit' && changeId !== null ? (
        <EditFirst changeId={changeId} busy={busy} onCancel={backToDecision} onSubmit={onRefresh} />
      ) : (
        <DecisionRow
          sentence={summary.sentence}
          mayAllow={isTyped(summary.typeToAllow, typed)}
          mayRemember={approval.mayRemember}
          mayAllowMore={summary.typeToAllow === null}
          dangerous={kind === 'destructive'}
          sending={busy && sending.state !== 'idle' ? sending.what : null}
          onChoose={onDecide}
          onReason={() => setAsking('reason')}
          onEdit={changeId === null ? null : () => setAsking('edit')}
        />
      )}
    </>
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

function Failed({ sending, children }: { sending: Sending<string>; children?: ReactNode }) {
  if (sending.state !== 'failed') return null;
  return (
    <Notice tone="problem" title={sending.failure.message} hint={sending.failure.hint}>
      {children}
    </Notice>
  );
}
