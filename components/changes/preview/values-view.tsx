import type { Mark, Preview } from '@/lib/domain/preview';
import { DiffBlock, DiffText } from './diff-mark';

type Row = Extract<Preview, { type: 'values' }>['rows'][number];

/** Values that are text for a machine keep their lines. */
function isMachine(text: string | null): boolean {
  return text !== null && /^\s*[[{]|\n/.test(text);
}

function Value({ text, mark }: { text: string; mark?: Mark }) {
  if (isMachine(text))
    return (
      <DiffBlock mark={mark}>
        <code className="block font-mono text-note whitespace-pre-wrap [font-variant-ligatures:none] wrap-anywhere">
          {text}
        </code>
      </DiffBlock>
    );
  return (
    <DiffText mark={mark}>
      <span className="wrap-anywhere">{text === '' ? '(empty)' : text}</span>
    </DiffText>
  );
}

function Values({ before, after }: Row) {
  if (before === after) return before === null ? '–' : <Value text={before} />;
  const stacked = isMachine(before) || isMachine(after);
  return (
    <div className={stacked ? '' : 'flex flex-wrap items-baseline gap-x-2.5 gap-y-1'}>
      {before === null ? null : <Value text={before} mark="removed" />}
      {stacked || before === null || after === null ? null : <span aria-hidden="true">→</span>}
      {after === null ? null : <Value text={after} mark="added" />}
    </div>
  );
}

/** Names with what they are before and after: labels, properties, tasks, spaces. */
export function ValuesView({ rows }: { rows: Row[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-1.5 md:grid-cols-[minmax(6rem,auto)_minmax(0,1fr)]">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once; two rows may have one name
        <div key={index} className="contents">
          <dt className="text-ink-soft">{row.name}</dt>
          <dd className="min-w-0 max-md:mb-1">
            <Values {...row} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
