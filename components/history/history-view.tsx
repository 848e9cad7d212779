import { ArrowLeft, Download } from 'lucide-react';
import Link from 'next/link';
import type { ToolCallRecord } from '@/lib/history/tool-call';
import type { PageOf } from '@/lib/http/page-of';
import { buttonStyle } from '../ui/button-style';
import { HistoryEntry } from './history-entry';
import { HistoryFilter } from './history-filter';
import { type HistoryFilters, withFilters } from './history-query';

type HistoryViewProps = {
  heading: string;
  backHref: string | null;
  showConversation: boolean;
  page: PageOf<ToolCallRecord>;
  filters: HistoryFilters;
  tools: string[];
  basePath: string;
  exportPath: string;
};

/** The ledger of tool calls as a page: filters, entries in order, export. It needs no script to be read or filtered. */
export function HistoryView(props: HistoryViewProps) {
  const { heading, backHref, showConversation, page, filters, tools, basePath, exportPath } = props;
  const filtered = Object.values(filters).some((value) => value !== undefined && value !== '');
  const empty = page.items.length === 0;
  return (
    <div className="column py-8 md:py-12">
      {backHref === null ? null : (
        <Link href={backHref} className={`${buttonStyle('quiet')} -ml-3.5 mb-2`}>
          <ArrowLeft aria-hidden="true" size={15} />
          Back to the conversation
        </Link>
      )}
      <h1 className="text-display font-semibold wrap-anywhere">{heading}</h1>
      <p className="mt-2 mb-8 text-prose text-ink-soft">
        Every tool call, with what was asked and what came back.
      </p>

      {empty && !filtered ? (
        <p className="border-t py-10 text-center text-ink-soft">
          No tool calls yet. Each thing that Tributary does for you is listed here, from the first one on.
        </p>
      ) : (
        <>
          <HistoryFilter filters={filters} tools={tools} basePath={basePath} />
          <div className="mt-6 mb-3 flex flex-wrap justify-end gap-2 border-t pt-3">
            <a
              href={withFilters(exportPath, filters, { format: 'csv' })}
              className={buttonStyle('quiet')}
              download
            >
              <Download aria-hidden="true" size={15} />
              Export CSV
            </a>
            <a
              href={withFilters(exportPath, filters, { format: 'json' })}
              className={buttonStyle('quiet')}
              download
            >
              <Download aria-hidden="true" size={15} />
              Export JSON
            </a>
          </div>
          {empty ? (
            <p className="py-10 text-center text-ink-soft">
              No tool call fits these filters.{' '}
              <Link href={basePath} className="text-accent underline underline-offset-3">
                Show all
              </Link>
            </p>
          ) : (
            <ol className="grid gap-5" aria-label="Tool calls">
              {page.items.map((record) => (
                <HistoryEntry key={record.id} record={record} showConversation={showConversation} />
              ))}
            </ol>
          )}
        </>
      )}
      {page.nextCursor === null ? null : (
        <p className="mt-8 text-center">
          <Link
            href={withFilters(basePath, filters, { cursor: page.nextCursor })}
            className={buttonStyle('secondary')}
          >
            Older
          </Link>
        </p>
      )}
    </div>
  );
}
