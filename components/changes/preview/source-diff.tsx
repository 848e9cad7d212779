'use client';

import { useMemo } from 'react';
import { type SourceLine, sourceLines } from './source-lines';

const LOOKS = {
  same: { sign: ' ', word: '', tint: '' },
  added: { sign: '+', word: 'added: ', tint: 'bg-done/10 text-done' },
  removed: { sign: '−', word: 'removed: ', tint: 'bg-danger/8 text-danger' },
} as const;

function Line({ line }: { line: SourceLine }) {
  if (line.change === 'folded')
    return <div className="px-3 py-0.5 text-ink-soft">⋯ {line.count} unchanged lines</div>;
  const { sign, word, tint } = LOOKS[line.change];
  const Tag = line.change === 'added' ? 'ins' : line.change === 'removed' ? 'del' : 'span';
  return (
    <Tag className={`flex gap-2 px-3 no-underline ${tint}`}>
      <span aria-hidden="true" className="w-2 shrink-0 select-none">
        {sign}
      </span>
      <span className="sr-only">{word}</span>
      <span className="min-w-0 flex-1">{line.text}</span>
    </Tag>
  );
}

/** The storage format before and after, line by line. Its code comes only when it is asked for. */
export default function SourceDiff({ before, after }: { before: string; after: string }) {
  const lines = useMemo(() => sourceLines(before, after), [before, after]);
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long source scrolls, and a keyboard must be able to scroll it
      tabIndex={0}
      className="max-h-96 overflow-auto py-2 font-mono text-note [font-variant-ligatures:none] whitespace-pre-wrap outline-offset-[-2px] wrap-anywhere"
    >
      {lines.every((line) => line.change === 'same' || line.change === 'folded') ? (
        <p className="px-3 font-sans text-ink-soft">The source stays as it is.</p>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is drawn once and its lines never move
        lines.map((line, index) => <Line key={index} line={line} />)
      )}
    </div>
  );
}
