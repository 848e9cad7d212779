import { Undo2 } from 'lucide-react';
import Link from 'next/link';
import type { ActionRow, CallRow } from '@/lib/domain/history-row';
import { CallCard } from '../tool-call/call-card';
import { viewOfRecord } from '../tool-call/call-view';
import { LocalTime } from '../ui/local-time';
import { ActionTimeline, OtherEntry } from './action-timeline';

/** One tool call: when, in which conversation, its tool by its own name, its card, and what happened to each of its writes. */
export function HistoryEntry({
  record,
  showConversation,
  linkToAction,
}: {
  record: CallRow;
  showConversation: boolean;
  linkToAction: (actionId: string) => string;
}) {
  const told = record.actions.filter(hasTimeline);
  return (
    <li
      id={`call-${record.id}`}
      className="scroll-mt-6 rounded-lg outline-offset-6 outline-accent/60 target:outline-2"
    >
      <div className="mb-1.5 flex items-baseline gap-x-3 text-note text-ink-soft max-md:flex-wrap">
        <span className="shrink-0">
          <LocalTime iso={record.startedAt} />
        </span>
        <span className="font-mono wrap-anywhere md:max-w-104 md:shrink-0">{record.tool}</span>
        {showConversation ? (
          <Link
            href={`/c/${record.conversationId}`}
            className="min-w-0 truncate underline max-md:w-full max-md:py-3 decoration-line-strong underline-offset-3 hover:text-ink md:ml-auto"
          >
            {record.conversationTitle}
          </Link>
        ) : null}
      </div>
      <UndoneAction actions={record.actions} linkToAction={linkToAction} />
      <CallCard call={viewOfRecord(record)} />
      {told.length === 0 ? null : (
        <div className="mt-2 ml-3 grid gap-3 border-l pl-4 text-note text-ink-soft">
          {told.map((action) => (
            <div key={action.id} className="grid gap-1">
              {told.length === 1 ? null : (
                <p className="font-medium text-ink wrap-anywhere">{action.words.sentence}</p>
              )}
              <ActionTimeline
                timeline={action.timeline}
                begunAt={record.startedAt}
                linkToAction={linkToAction}
              />
              {action.status === 'waiting' ? (
                <p>
                  <OtherEntry href={`/c/${record.conversationId}`}>Decide in the conversation</OtherEntry>
                </p>
              ) : null}
            </div>
          ))}
        </div>
      )}
    </li>
  );
}

/** What an undo undid. */
function UndoneAction({
  actions,
  linkToAction,
}: {
  actions: ActionRow[];
  linkToAction: (actionId: string) => string;
}) {
  const undone = actions.flatMap(({ undoes }) => undoes ?? []);
  return undone.map(({ actionId, sentence }) => (
    <p key={actionId} className="mb-1.5 flex items-baseline gap-2 text-note wrap-anywhere">
      <Undo2 aria-hidden="true" size={14} className="shrink-0 translate-y-0.5 text-ink-soft" />
      <OtherEntry href={linkToAction(actionId)}>{`Took back: ${sentence}`}</OtherEntry>
    </p>
  ));
}

/** Of a read that simply ran its card says all there is. */
function hasTimeline({ kind, timeline }: ActionRow): boolean {
  return timeline.some(({ event }) => kind !== 'read' || event !== 'ended');
}
