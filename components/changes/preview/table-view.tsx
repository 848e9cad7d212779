import type { ReactNode } from 'react';
import type { Mark, TableRow } from '@/lib/domain/preview';
import { ChangeNote } from './change-note';
import type { Draw } from './list-blocks';

const TINTS: Record<Mark, string> = {
  added: 'bg-done/8',
  removed: 'bg-danger/6 text-ink-soft line-through decoration-danger decoration-1',
};

/** A mark on a cell reaches through its blocks, so it is a block itself here and brings no bar. */
function CellMark({ mark, children }: { mark: Mark | undefined; children: ReactNode }) {
  if (mark === undefined) return children;
  const Tag = mark === 'added' ? 'ins' : 'del';
  return (
    <Tag className={`block ${mark === 'added' ? 'no-underline' : ''}`}>
      <span className="sr-only">{mark === 'added' ? 'added: ' : 'removed: '}</span>
      {children}
    </Tag>
  );
}

/** A table. A wide one scrolls within itself. */
export function Table({ rows, draw }: { rows: TableRow[]; draw: Draw }) {
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and a keyboard must be able to scroll it
      tabIndex={0}
      className="my-2 overflow-x-auto outline-offset-[-2px]"
    >
      <table className="border-collapse text-note">
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a preview is drawn once and its rows never move
            <tr key={index}>
              {row.cells.map((cell, place) => {
                const Cell = cell.header ? 'th' : 'td';
                const mark = row.mark ?? cell.mark;
                return (
                  <Cell
                    // biome-ignore lint/suspicious/noArrayIndexKey: neither do its cells
                    key={place}
                    colSpan={cell.columns}
                    rowSpan={cell.rows}
                    className={`min-w-20 border px-2.5 py-1.5 text-start align-top [&_p]:my-0.5 ${cell.header ? 'bg-sunken font-medium' : ''} ${mark === undefined ? '' : TINTS[mark]}`}
                  >
                    <CellMark mark={mark}>{draw(cell.blocks)}</CellMark>
                    <ChangeNote note={cell.note ?? (place === 0 ? row.note : undefined)} />
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
