import {
  AtSign,
  CalendarDays,
  CircleDot,
  Image,
  MessageSquare,
  Paperclip,
  Puzzle,
  Smile,
  TextCursorInput,
} from 'lucide-react';
import type { ChipKind } from '@/lib/domain/preview';

const KINDS: Record<ChipKind, { word: string; Icon: typeof Image }> = {
  mention: { word: 'Mention', Icon: AtSign },
  date: { word: 'Date', Icon: CalendarDays },
  status: { word: 'Status', Icon: CircleDot },
  emoji: { word: 'Emoji', Icon: Smile },
  image: { word: 'Image', Icon: Image },
  attachment: { word: 'Attachment', Icon: Paperclip },
  macro: { word: 'Macro', Icon: Puzzle },
  comment: { word: 'Comment', Icon: MessageSquare },
  placeholder: { word: 'Placeholder', Icon: TextCursorInput },
};

/** Stands in a text for what is not text. It names the thing; the thing itself is never loaded. */
export function InlineObject({ kind, text }: { kind: ChipKind; text: string }) {
  const { word, Icon } = KINDS[kind];
  return (
    <span className="mx-px inline-flex max-w-full items-center gap-1 rounded border bg-hover px-1.5 align-baseline text-note text-ink">
      <Icon aria-hidden="true" size={12} className="shrink-0 text-ink-soft" />
      {text === '' ? (
        word
      ) : (
        <>
          <span className="sr-only">{word}: </span>
          <span className="wrap-anywhere">{text}</span>
        </>
      )}
    </span>
  );
}
