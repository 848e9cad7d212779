import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { CallRow, UsedTool } from '@/lib/domain/history-row';
import type { PageOf } from '@/lib/domain/page-of';
import { buttonStyle } from '../ui/button-style';
import { ExportLinks } from './export-links';
import { HistoryEntry } from './history-entry';
import { HistoryFilter } from './history-filter';
import { type HistoryFilters, withFilters } from './history-query';

type HistoryViewProps = {
  heading: string;
  backHref: string | null;
  showConversation: boolean;
  page: PageOf<CallRow>;
  filters: HistoryFilters;
  tools: UsedTool[];
  basePath: string;
  exportPath: string;
  /** Null for the history of all conversations. */
  conversationId: string | null;
};

/** The history of tool calls as a page: filters, entries in order, exports. It needs no script to be read or filtered. */
export function HistoryView(props: HistoryViewProps) {
  const { heading, backHref, showConversation, page, filters, tools, basePath, exportPath } = props;
  const filtered = Object.values(filters).some((value) => value !== undefined && value !== '');
  const empty = page.items.length === 0;
  const here = new Map(page.items.flatMap(({ id, actions }) => actions.map((action) => [action.id, id])));
  const linkToAction = (action: string) =>
    here.has(action) ? `#call-${here.get(action)}` : withFilters(basePath, {}, { action });
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
        Every tool call: what was asked, who decided, and what came of it.
      </p>

      {empty && !filtered ? (
        <p className="border-t py-10 text-center text-ink-soft">
          No tool calls yet. Each thing that Tributary does for you is listed here, from the first one on.
        </p>
      ) : (
        <>
          <HistoryFilter filters={filters} tools={tools} basePath={basePath} />
          <div className="mt-6 mb-3 flex flex-wrap justify-end gap-2 border-t pt-3">
            <ExportLinks what="Export" href={(format) => withFilters(exportPath, filters, { format })} />
          </div>
          {filters.action ? (
            <p className="mb-4 text-ink-soft">
              This is one entry of the history. <ShowAll basePath={basePath} />
            </p>
          ) : null}
          {empty ? (
            <p className="py-10 text-center text-ink-soft">
              No tool call fits these filters. <ShowAll basePath={basePath} />
            </p>
          ) : (
            <ol className="grid gap-7" aria-label="Tool calls">
              {page.items.map((record) => (
                <HistoryEntry
                  key={record.id}
                  record={record}
                  showConversation={showConversation}
                  linkToAction={linkToAction}
                />
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
            {showConversation ? 'Older' : 'Later'}
          </Link>
        </p>
      )}
      <Ledger conversationId={props.conversationId} />
    </div>
  );
}

function ShowAll({ basePath }: { basePath: string }) {
  return (
    <Link href={basePath} className="text-accent underline underline-offset-3">
      Show all
    </Link>
  );
}

/** What cannot be changed: every step of every action, to keep elsewhere. */
function Ledger({ conversationId }: { conversationId: string | null }) {
  const only: Record<string, string> = conversationId === null ? {} : { conversationId };
  return (
    <section aria-labelledby="ledger" className="mt-10 border-t pt-5">
      <h2 id="ledger" className="font-semibold">
        Ledger
      </h2>
      <p className="mt-1 text-ink-soft">
        Each step of each action in the order it happened: asked, decided, done, taken back. Nothing in it can
        be changed or removed, and it stays when a conversation is deleted.
      </p>
      <div className="mt-2 -ml-3.5 flex flex-wrap gap-2">
        <ExportLinks
          what="Export ledger"
          href={(format) => withFilters('/api/ledger/export', {}, { format, ...only })}
        />
      </div>
    </section>
  );
}
