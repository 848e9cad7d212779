import { diffLines } from 'diff';

export type SourceLine =
  | { change: 'same' | 'added' | 'removed'; text: string }
  | { change: 'folded'; count: number };

/** Unchanged lines that are shown on either side of a change. */
const AROUND = 2;

/** Ends of elements after which a reader expects a new line. The storage format itself has none. */
const BLOCK_END =
  /(<\/(?:p|h[1-6]|[uo]l|li|table|tbody|thead|tr|t[hd]|blockquote|pre|div|ac:(?:structured-macro|rich-text-body|plain-text-body|parameter|layout|layout-section|layout-cell|task|task-list|task-id|task-status|task-body|image))>|<(?:hr|br) ?\/>)(?!\n)/g;

function inLines(source: string): string {
  const broken = source.replace(BLOCK_END, '$1\n');
  return broken.endsWith('\n') || broken === '' ? broken : `${broken}\n`;
}

/** Two sources compared line by line, long unchanged stretches folded. Line breaks are put in after blocks to make lines. */
export function sourceLines(before: string, after: string): SourceLine[] {
  const parts = diffLines(inLines(before), inLines(after));
  return parts.flatMap((part, place): SourceLine[] => {
    const texts = part.value.replace(/\n$/, '').split('\n');
    if (part.added || part.removed)
      return texts.map((text) => ({ change: part.added ? 'added' : 'removed', text }));
    const same = texts.map((text): SourceLine => ({ change: 'same', text }));
    const head = place === 0 ? 0 : AROUND;
    const tail = place === parts.length - 1 ? 0 : AROUND;
    const folded = same.length - head - tail;
    if (folded < 2) return same;
    return [...same.slice(0, head), { change: 'folded', count: folded }, ...same.slice(same.length - tail)];
  });
}
