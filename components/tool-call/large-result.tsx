import type { LargeResult as Large } from '@/lib/domain/tool-call';
import { JsonBlock } from './json-block';

/** The beginning of a result that is too large for a card, how large it is, and the way to all of it. */
export function LargeResult({ large }: { large: Large }) {
  const shown = large.beginning.length.toLocaleString('en');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <JsonBlock title="Beginning of the result" value={large.beginning} />
      <p className="text-note text-ink-soft">
        The first {shown} characters of {sizeWords(large.size)}.{' '}
        <a
          href={large.url}
          target="_blank"
          rel="noreferrer"
          className="touch-target underline decoration-line-strong underline-offset-3 hover:text-ink"
        >
          Open the whole result
        </a>
      </p>
    </div>
  );
}

function sizeWords(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} kB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
