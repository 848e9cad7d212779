'use client';

import { ChevronDown, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ActionChange } from '@/lib/domain/approval';
import type { CallStatus } from '@/lib/domain/tool-call';
import { Button } from '../ui/button';
import { LocalTime } from '../ui/local-time';
import { Notice } from '../ui/notice';
import { UndoPanel } from '../undo/undo-panel';
import { useUndo } from '../undo/use-undo';
import { decisionWords } from './decision-words';
import { OutsideLink } from './outside-link';
import { LoadingPreview, NoPreview, PreviewView } from './preview/preview-view';
import { useChange } from './use-change';

/** What became of a write: who decided it, what it changed, and the way back while there is one. */
export function DecidedChange({
  change,
  status,
  onUndone,
}: {
  change: ActionChange;
  status: CallStatus;
  onUndone: () => void;
}) {
  const [open, setOpen] = useState(false);
  const { summary, changeId } = change;
  const url = summary?.target.url ?? null;
  const { undoing, look, undo, keep, reload } = useUndo({ actionId: change.actionId, url }, onUndone);
  const undone = change.undo?.state === 'undone' || undoing.state === 'undone';
  const unclear = !undone && change.undo?.state === 'unknown' && undoing.state === 'idle';
  const undoable = status === 'succeeded' && !undone && summary !== null;

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 px-3 pb-2.5 text-note">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Outcome change={change} status={status} undone={undone} unclear={unclear} undoable={undoable} />
        <div className="flex items-center gap-1 max-md:-ml-2 max-md:w-full">
          {changeId === null ? null : (
            <Button
              tone="quiet"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              className="h-8! px-2! text-note! font-normal!"
            >
              {open ? 'Hide the change' : 'Show the change'}
              <ChevronDown
                aria-hidden="true"
                size={13}
                className={`transition-transform ${open ? 'rotate-180' : ''}`}
              />
            </Button>
          )}
          {undoable && summary.undo.possible ? (
            <Button
              aria-expanded={undoing.state !== 'idle'}
              disabled={undoing.state !== 'idle'}
              aria-label={`Undo: ${summary.sentence}`}
              onClick={look}
              className="h-8! px-2.5! text-note! max-md:ml-auto"
            >
              Undo
            </Button>
          ) : null}
        </div>
      </div>
      {undone ? null : (
        <UndoPanel
          undoing={undoing}
          onLook={look}
          onKeep={keep}
          onReload={reload}
          onUndo={(typed) => undoing.state === 'asking' && undo(undoing, typed)}
        />
      )}
      {open && changeId !== null ? <ChangeDetails changeId={changeId} /> : null}
    </div>
  );
}

/** Who decided, and whether it was undone or cannot be. */
function Outcome({
  change: { summary, decision, undo },
  status,
  undone,
  unclear,
  undoable,
}: {
  change: ActionChange;
  status: CallStatus;
  undone: boolean;
  unclear: boolean;
  undoable: boolean;
}) {
  const url = summary?.target.url ?? null;
  return (
    <div className="min-w-0 flex-1 basis-60 text-ink-soft wrap-anywhere">
      {status !== 'waiting' ? null : decision === null ? (
        <p>Waits for a decision in its conversation.</p>
      ) : (
        <p>Decided, and not done yet. It is done when the conversation goes on.</p>
      )}
      {decision === null ? null : <p>{decisionWords(decision)}</p>}
      {undone ? (
        <p className="font-medium text-ink">
          <Undo2 aria-hidden="true" size={13} className="mr-1.5 inline" />
          Undone
          {undo?.state !== 'undone' ? null : (
            <>
              {' '}
              <span className="font-normal text-ink-soft">
                on <LocalTime iso={undo.at} />
              </span>
            </>
          )}
        </p>
      ) : unclear ? (
        <p className="font-medium text-ink">
          Undo was tried, and nobody knows whether it was done.{' '}
          <span className="font-normal">
            <OutsideLink href={url}>
              {url === null ? 'Look in Confluence' : 'Look at it in Confluence'}
            </OutsideLink>
          </span>
        </p>
      ) : undoable && summary !== null && !summary.undo.possible ? (
        <p>{summary.undo.words}</p>
      ) : null}
    </div>
  );
}

/** The preview as it was shown, fetched once it is asked for. */
function ChangeDetails({ changeId }: { changeId: string }) {
  const loaded = useChange(changeId);
  if (loaded.state === 'loading') return <LoadingPreview />;
  if (loaded.state === 'failed')
    return (
      <Notice tone="problem" title="The change could not be loaded." hint={loaded.failure.message}>
        <Button onClick={loaded.retry}>Try again</Button>
      </Notice>
    );
  const { noPreview, preview } = loaded.data;
  return (
    <div className="text-body">
      {noPreview === null ? <PreviewView preview={preview} /> : <NoPreview why={noPreview} />}
    </div>
  );
}
