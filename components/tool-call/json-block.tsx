'use client';

import { useMemo } from 'react';
import { CopyButton } from '../ui/copy-button';

function pretty(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? 'nothing';
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

/** A value as indented JSON with a way to copy it. A long one scrolls within itself. */
export function JsonBlock({ title, value }: { title: string; value: unknown }) {
  const text = useMemo(() => pretty(value), [value]);
  return (
    <section aria-label={title}>
      <div className="flex items-center justify-between">
        <p className="text-note font-medium text-ink-soft">{title}</p>
        <CopyButton text={text} label={`Copy ${title.toLowerCase()}`} />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long value scrolls, and a keyboard must be able to scroll it
        tabIndex={0}
        className="mt-1 max-h-80 overflow-auto rounded-md border bg-sunken px-3 py-2 font-mono text-note whitespace-pre-wrap wrap-anywhere"
      >
        {text}
      </pre>
    </section>
  );
}
