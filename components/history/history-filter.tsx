import Link from 'next/link';
import type { UsedTool } from '@/lib/domain/history-row';
import { STATUS_WORDS } from '../tool-call/status-words';
import { Button } from '../ui/button';
import { buttonStyle } from '../ui/button-style';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import type { HistoryFilters } from './history-query';

const IN_ORDER = ['waiting', 'running', 'succeeded', 'failed', 'denied', 'unknown'] as const;

const STATUSES = [
  { value: '', label: 'Any status' },
  ...IN_ORDER.map((value) => ({ value, label: STATUS_WORDS[value] })),
];

const KINDS = [
  { value: '', label: 'Any kind' },
  { value: 'read', label: 'Read' },
  { value: 'write', label: 'Write' },
  { value: 'destructive', label: 'Destructive' },
];

/** A plain form: it works as an address, so a filtered history can be bookmarked and sent. */
export function HistoryFilter({
  filters,
  tools,
  basePath,
}: {
  filters: HistoryFilters;
  tools: UsedTool[];
  basePath: string;
}) {
  const toolOptions = [
    { value: '', label: 'Any tool' },
    ...tools.map(({ tool, name }) => ({ value: tool, label: name })),
  ];
  return (
    <form
      // A new set of filters is a new form, so that the fields show what is in force.
      key={JSON.stringify(filters)}
      method="get"
      action={basePath}
      aria-label="Filter"
      className="grid grid-cols-2 items-end gap-3 md:grid-cols-4"
    >
      <Select label="Status" name="status" options={STATUSES} defaultValue={filters.status ?? ''} />
      <Select label="Kind" name="kind" options={KINDS} defaultValue={filters.kind ?? ''} />
      <Select
        label="Tool"
        name="tool"
        options={toolOptions}
        defaultValue={filters.tool ?? ''}
        className="col-span-2"
      />
      <Input
        label="Text"
        name="q"
        type="search"
        placeholder="Words of titles, spaces, tools, errors"
        defaultValue={filters.q ?? ''}
        className="col-span-2 md:col-span-3"
      />
      <div className="col-span-2 flex gap-2 md:col-span-1 md:justify-end">
        <Button type="submit">Apply</Button>
        <Link href={basePath} className={buttonStyle('quiet')}>
          Clear
        </Link>
      </div>
    </form>
  );
}
