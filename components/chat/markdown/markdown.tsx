'use client';

import { lazy, Suspense } from 'react';

const loadBody = () => import('./markdown-body');
const MarkdownBody = lazy(loadBody);

/** Fetches the Markdown reader ahead of the first answer. */
export function preloadMarkdown(): void {
  void loadBody();
}

/** Markdown, with its plain text while the reader is still being fetched. */
export function Markdown({ text, streaming }: { text: string; streaming: boolean }) {
  return (
    <Suspense fallback={<p className="prose whitespace-pre-wrap">{text}</p>}>
      <MarkdownBody text={text} streaming={streaming} />
    </Suspense>
  );
}
