import type { Change, KeptChange } from '../domain/change.ts';
import type { KeptPreview, Preview } from '../domain/preview.ts';
import { findDrawing } from '../toolkits/toolkits.ts';
import { say, sayAny, sayChange } from './say.ts';

/** A change as a person is shown it. */
export function showChange({
  preview,
  ...summary
}: Omit<KeptChange, 'preview'> & { preview: KeptPreview | Preview }): Change {
  return { ...sayChange(summary), preview: isDrawn(preview) ? preview : drawPreview(preview) };
}

/** Older versions kept previews as they were shown. */
function isDrawn(preview: KeptPreview | Preview): preview is Preview {
  return 'blocks' in preview || 'rows' in preview ? preview.type !== 'values' : false;
}

/** Draws what is kept of a preview, in words where it has phrases. */
function drawPreview(kept: KeptPreview): Preview {
  if (kept.type === 'none') return { type: 'none', why: say(kept.why) };
  if (kept.type === 'values')
    return {
      type: 'values',
      rows: kept.rows.map(({ name, before, after }) => ({
        name: say(name),
        before: sayAny(before),
        after: sayAny(after),
      })),
    };
  const { format, people = {} } = kept;
  const drawing = findDrawing(format);
  const blocksOf = (text: string) => drawing?.text(text, people) ?? [];
  switch (kept.type) {
    case 'document':
      return { type: 'document', title: kept.title, blocks: blocksOf(kept.text) };
    case 'diff': {
      const { title, source } = kept;
      return { type: 'diff', title, source, rows: drawing?.comparison(source, people) ?? [] };
    }
    case 'removal': {
      const gone = kept.gone.map((one) => ({ ...one, what: say(one.what) }));
      return { type: 'removal', gone, blocks: kept.text === null ? [] : blocksOf(kept.text) };
    }
  }
}
