'use client';

import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Losses } from '../changes/losses';
import { NoPreview, PreviewView } from '../changes/preview/preview-view';
import { isTyped, TypeToAllow } from '../changes/type-to-allow';
import { Button } from '../ui/button';
import { Spinner } from '../ui/spinner';
import { UndoRefusal } from './undo-refusal';
import type { Undoing } from './use-undo';

/** What undoing a write would do, and the choice; or why it cannot be undone. */
export function UndoPanel({
  undoing,
  onUndo,
  onLook,
  onKeep,
  onReload,
}: {
  undoing: Undoing;
  /** `typed` is what was typed, where something must be typed first. */
  onUndo: (typed: string) => void;
  onLook: () => void;
  onKeep: () => void;
  /** Reads again how the write stands. */
  onReload: () => void;
}) {
  const [typed, setTyped] = useState('');
  switch (undoing.state) {
    case 'idle':
    case 'undone':
      return null;
    case 'looking':
      return (
        <p className="flex items-center gap-2 text-note text-ink-soft">
          <Spinner />
          Looking at what undoing would do…
        </p>
      );
    case 'refused':
    case 'unclear':
    case 'failed':
      return <UndoRefusal undoing={undoing} onLook={onLook} onKeep={onKeep} onReload={onReload} />;
    case 'asking':
    case 'sending': {
      const { change } = undoing;
      const sending = undoing.state === 'sending';
      return (
        <section
          aria-label="Undo"
          className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border border-accent/45 p-3 text-body"
        >
          <p className="flex gap-2 font-medium wrap-anywhere">
            <Undo2 aria-hidden="true" size={15} className="mt-0.75 shrink-0 text-accent" />
            {change.sentence}
          </p>
          <Losses losses={change.losses} />
          {change.noPreview === null ? (
            <PreviewView preview={change.preview} />
          ) : (
            <NoPreview why={change.noPreview} />
          )}
          {change.typeToAllow === null ? null : (
            <TypeToAllow words={change.typeToAllow} typed={typed} onType={setTyped} />
          )}
          <div className="flex flex-wrap gap-2">
            <Button autoFocus disabled={sending} onClick={onKeep} className="max-md:flex-1">
              Keep it
            </Button>
            <Button
              tone="primary"
              disabled={sending || !isTyped(change.typeToAllow, typed)}
              onClick={() => onUndo(typed.trim())}
              className="max-md:flex-1"
            >
              {sending ? <Spinner /> : null}
              {sending ? 'Undoing…' : 'Undo this'}
            </Button>
          </div>
        </section>
      );
    }
  }
}
