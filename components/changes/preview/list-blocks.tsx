import { Square, SquareCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Block, ListItem, TaskItem } from '@/lib/domain/preview';
import { ChangeNote } from './change-note';
import { DiffBlock } from './diff-mark';

/** Draws the blocks within a block. */
export type Draw = (blocks: Block[]) => ReactNode;

/** A list, ordered or not. */
export function List({ ordered, items, draw }: { ordered: boolean; items: ListItem[]; draw: Draw }) {
  const Tag = ordered ? 'ol' : 'ul';
  return (
    <Tag className={`my-2 pl-6 marker:text-ink-soft ${ordered ? 'list-decimal' : 'list-disc'}`}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a preview is drawn once and its items never move
        <li key={index} className="my-0.5 [&_p]:my-0.5">
          <DiffBlock mark={item.mark}>
            {draw(item.blocks)}
            <ChangeNote note={item.note} />
          </DiffBlock>
        </li>
      ))}
    </Tag>
  );
}

/** Tasks with their state, which is shown and cannot be ticked here. */
export function Tasks({ items, draw }: { items: TaskItem[]; draw: Draw }) {
  return (
    <ul className="my-2">
      {items.map((item, index) => {
        const Box = item.done ? SquareCheck : Square;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a preview is drawn once and its tasks never move
          <li key={index} className="my-0.5 [&_p]:my-0.5">
            <DiffBlock mark={item.mark}>
              <div className="flex gap-2">
                <Box
                  aria-hidden="true"
                  size={15}
                  className={`mt-1 shrink-0 ${item.done ? 'text-done' : 'text-ink-soft'}`}
                />
                <span className="sr-only">{item.done ? 'Done:' : 'To do:'}</span>
                <div className="min-w-0 flex-1">
                  {draw(item.blocks)}
                  <ChangeNote note={item.note} />
                </div>
              </div>
            </DiffBlock>
          </li>
        );
      })}
    </ul>
  );
}
