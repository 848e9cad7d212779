import {
  CircleCheck,
  CircleX,
  Image,
  Info,
  Lightbulb,
  PanelTop,
  Puzzle,
  StickyNote,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Block } from '@/lib/domain/preview';
import type { Draw } from './list-blocks';

const PANELS: Record<string, { word: string; Icon: typeof Info; colour: string }> = {
  info: { word: 'Info', Icon: Info, colour: 'text-accent' },
  note: { word: 'Note', Icon: StickyNote, colour: 'text-write' },
  tip: { word: 'Tip', Icon: Lightbulb, colour: 'text-done' },
  success: { word: 'Success', Icon: CircleCheck, colour: 'text-done' },
  warning: { word: 'Warning', Icon: TriangleAlert, colour: 'text-write' },
  error: { word: 'Error', Icon: CircleX, colour: 'text-danger' },
};

/** A coloured box of a page, named by its kind. */
export function Panel({
  kind,
  title,
  children,
}: {
  kind: string;
  title: string | null;
  children: ReactNode;
}) {
  const known = Object.hasOwn(PANELS, kind) ? PANELS[kind] : undefined;
  const { word, Icon, colour } = known ?? { word: 'Panel', Icon: PanelTop, colour: 'text-ink-soft' };
  return (
    <div className="my-2 rounded-md border bg-sunken px-3 py-2">
      <p className={`flex items-center gap-1.5 text-note ${colour}`}>
        <Icon aria-hidden="true" size={14} className="shrink-0" />
        {word}
        {title === null ? null : <strong className="font-semibold text-ink">{title}</strong>}
      </p>
      <div className="mt-1">{children}</div>
    </div>
  );
}

/** Columns side by side, one under the other on a phone. */
export function Columns({ columns, draw }: { columns: Block[][]; draw: Draw }) {
  return (
    <div className="my-2 grid gap-x-5 gap-y-2 md:auto-cols-fr md:grid-flow-col">
      {columns.map((blocks, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a preview is drawn once and its columns never move
        <div key={index} className="min-w-0 border-l pl-3">
          {draw(blocks)}
        </div>
      ))}
    </div>
  );
}

/** A macro by its name. What it would show is known to Confluence only. */
export function Macro({
  name,
  detail,
  children,
}: {
  name: string;
  detail: string | null;
  /** What is written inside of it, if anything. */
  children: ReactNode;
}) {
  return (
    <div className="my-2 rounded-md border border-dashed border-line-strong px-3 py-2">
      <p className="flex flex-wrap items-center gap-x-1.5 text-note text-ink-soft">
        <Puzzle aria-hidden="true" size={14} className="shrink-0" />
        Macro
        <span className="font-medium text-ink wrap-anywhere">{name}</span>
        {detail === null ? null : <span className="wrap-anywhere">{detail}</span>}
      </p>
      {children === null ? null : <div className="mt-1">{children}</div>}
    </div>
  );
}

/** An image by its name: it is never loaded here. */
export function ImageBlock({ text }: { text: string }) {
  return (
    <p className="my-2 flex items-center gap-2 rounded-md border bg-sunken px-3 py-2.5 text-note text-ink-soft">
      <Image aria-hidden="true" size={15} className="shrink-0" />
      Image
      {text === '' ? null : <span className="text-ink wrap-anywhere">{text}</span>}
    </p>
  );
}
