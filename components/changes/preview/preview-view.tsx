'use client';

import { FileQuestion } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Preview } from '@/lib/domain/preview';
import { Spinner } from '../../ui/spinner';
import { BlockList } from './block-view';
import { DiffText } from './diff-mark';
import { DiffView } from './diff-view';
import { RemovalView } from './removal-view';
import { ShowMore } from './show-more';
import { ValuesView } from './values-view';

const SourceDiff = lazy(() => import('./source-diff'));

const NAMES: Record<Exclude<Preview['type'], 'none'>, string> = {
  document: 'How it will look',
  diff: 'What changes',
  values: 'What changes',
  removal: 'What will be gone',
};

/** What a write does, as far as it can be shown before. Nothing in it is fetched: images and macros stand as words. */
export function PreviewView({ preview }: { preview: Preview }) {
  const [asSource, setAsSource] = useState(false);
  if (preview.type === 'none') return <NoPreview why={preview.why} />;
  const name = NAMES[preview.type];
  return (
    <Frame
      name={name}
      aside={preview.type === 'diff' ? <ViewToggle asSource={asSource} onChange={setAsSource} /> : null}
    >
      {preview.type === 'diff' && asSource ? (
        <Suspense fallback={<LoadingPreview />}>
          <SourceDiff {...preview.source} />
        </Suspense>
      ) : (
        <ShowMore>
          <div className="px-4 py-3 wrap-anywhere">
            <Drawn preview={preview} />
          </div>
        </ShowMore>
      )}
    </Frame>
  );
}

function Drawn({ preview }: { preview: Exclude<Preview, { type: 'none' }> }) {
  switch (preview.type) {
    case 'document':
      return (
        <>
          {preview.title === null ? null : (
            <p className="mb-3 text-title font-semibold">
              <span className="sr-only">Title: </span>
              {preview.title}
            </p>
          )}
          {preview.blocks.length === 0 ? (
            <p className="text-ink-soft">Nothing is written on it.</p>
          ) : (
            <BlockList blocks={preview.blocks} />
          )}
        </>
      );
    case 'diff': {
      const { before, after } = preview.title;
      return (
        <>
          {before === after ? null : (
            <p className="mb-3 flex flex-wrap gap-x-2 pl-7 text-title font-semibold">
              <span className="sr-only">Title: </span>
              <DiffText mark="removed">{before}</DiffText>
              <DiffText mark="added">{after}</DiffText>
            </p>
          )}
          {preview.rows.length === 0 ? (
            <p className="text-ink-soft">The text stays as it is.</p>
          ) : (
            <DiffView rows={preview.rows} />
          )}
        </>
      );
    }
    case 'values':
      return <ValuesView rows={preview.rows} />;
    case 'removal':
      return <RemovalView gone={preview.gone} blocks={preview.blocks} />;
  }
}

/** The frame around a preview. At its foot stands where the link leads that is pointed at, as in a browser's window. */
function Frame({ name, aside, children }: { name: string; aside: ReactNode; children: ReactNode }) {
  const [address, setAddress] = useState<string | null>(null);
  const point = (target: EventTarget) =>
    setAddress(
      target instanceof Element ? (target.closest('a')?.getAttribute('data-address') ?? null) : null,
    );
  return (
    <figure
      aria-label={name}
      onMouseOver={(event) => point(event.target)}
      onMouseLeave={() => setAddress(null)}
      onFocus={(event) => point(event.target)}
      onBlur={() => setAddress(null)}
      className="relative rounded-md border bg-paper"
    >
      <div className="flex min-h-9 items-center justify-between gap-3 border-b px-4">
        <p className="text-note text-ink-soft">{name}</p>
        {aside}
      </div>
      {children}
      {address === null ? null : (
        <p
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-0 bottom-0 rounded-b-md border-t bg-surface px-4 py-1 font-mono text-note text-ink-soft [font-variant-ligatures:none] wrap-anywhere"
        >
          {address}
        </p>
      )}
    </figure>
  );
}

function ViewToggle({ asSource, onChange }: { asSource: boolean; onChange: (asSource: boolean) => void }) {
  const choice = (label: string, source: boolean) => (
    <button
      type="button"
      aria-pressed={asSource === source}
      onClick={() => onChange(source)}
      className="touch-target h-7 rounded px-2 text-note text-ink-soft transition-colors hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
    >
      {label}
    </button>
  );
  return (
    <fieldset className="-mr-2 flex gap-0.5">
      <legend className="sr-only">View</legend>
      {choice('Page', false)}
      {choice('Source', true)}
    </fieldset>
  );
}

/** Says why nothing can be shown. */
export function NoPreview({ why }: { why: string }) {
  return (
    <p className="flex gap-2.5 rounded-md border border-dashed border-line-strong px-4 py-3 text-ink-soft">
      <FileQuestion aria-hidden="true" size={16} className="mt-0.75 shrink-0" />
      <span className="min-w-0 wrap-anywhere">
        <span className="font-medium text-ink">No preview.</span> {why}
      </span>
    </p>
  );
}

export function LoadingPreview() {
  return (
    <p className="flex min-h-20 items-center justify-center gap-2 text-note text-ink-soft">
      <Spinner />
      Looking at what it changes…
    </p>
  );
}
