'use client';

import { ArrowUp, ListPlus, Square } from 'lucide-react';
import { memo, type RefObject } from 'react';
import { Button } from '../ui/button';

/** Where one writes. Enter sends, Shift+Enter breaks the line; while a turn runs it queues what was written, and Stop takes Send's place. */
export const Composer = memo(function Composer({
  text,
  onText,
  busy,
  stopping,
  note,
  inputRef,
  onSend,
  onStop,
}: {
  text: string;
  onText: (text: string) => void;
  busy: boolean;
  stopping: boolean;
  note: string;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  onSend: () => void;
  onStop: () => void;
}) {
  const blank = text.trim() === '';
  return (
    <form
      aria-label="Message"
      onSubmit={(event) => {
        event.preventDefault();
        if (!blank) onSend();
      }}
      className="column pb-3 md:pb-4"
    >
      <div className="flex items-end gap-2 rounded-2xl border border-line-strong bg-surface py-1.5 pr-1.5 pl-4 transition-colors has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:outline-3 has-[textarea:focus-visible]:outline-accent/20">
        <textarea
          ref={inputRef}
          aria-label="Message to Tributary"
          placeholder="Ask for something in Confluence"
          rows={1}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            // While an input method composes a word, Enter belongs to it.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (!blank) onSend();
          }}
          className="field-sizing-content max-h-56 min-h-9 min-w-0 flex-1 resize-none py-1.5 text-prose outline-none placeholder:text-ink-soft max-md:min-h-11 max-md:py-2.5"
        />
        {busy && !blank ? (
          <Button type="submit" className="rounded-xl!">
            <ListPlus aria-hidden="true" size={15} />
            Queue
          </Button>
        ) : null}
        {busy ? (
          <Button onClick={onStop} disabled={stopping} className="rounded-xl!">
            <Square aria-hidden="true" size={13} fill="currentColor" />
            {stopping ? 'Stopping…' : 'Stop'}
          </Button>
        ) : (
          <Button
            type="submit"
            tone="primary"
            disabled={blank}
            aria-label="Send"
            className="rounded-xl! px-2.5!"
          >
            <ArrowUp aria-hidden="true" size={18} />
          </Button>
        )}
      </div>
      <p className="mt-2 text-center text-note text-ink-soft">{note}</p>
    </form>
  );
});
