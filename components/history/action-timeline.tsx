import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { LocalTime } from '../ui/local-time';
import { timelineWords } from './timeline-words';

const CLOCK_IS_ENOUGH_MS = 12 * 3_600_000;

/**
 * What the ledger tells of an action, a line for each thing that happened.
 * @param begunAt the time that stands above it: the clock alone is shown of what happened soon after
 */
export function ActionTimeline({
  timeline,
  begunAt,
  linkToAction,
}: {
  timeline: LedgerEntry[];
  begunAt: string;
  linkToAction: (actionId: string) => string;
}) {
  return (
    <ol aria-label="What happened" className="grid gap-1">
      {timelineWords(timeline).map(({ at, words, facts, logId, undoneBy }, index) => {
        const clock = Date.parse(at) - Date.parse(begunAt) < CLOCK_IS_ENOUGH_MS;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are only ever added at the end
          <li key={index} className={`flex items-baseline gap-x-4 ${clock ? '' : 'flex-wrap'}`}>
            <span className="min-w-16 shrink-0">
              <LocalTime iso={at} clock={clock} />
            </span>
            <span className="min-w-0 wrap-anywhere">
              {undoneBy === null ? words : <OtherEntry href={linkToAction(undoneBy)}>{words}</OtherEntry>}
              {facts.map((fact) => (
                <span key={fact} className="tabular-nums">
                  {' · '}
                  {fact}
                </span>
              ))}
              {logId === null ? null : (
                <>
                  {' · log id '}
                  <span className="font-mono select-all">{logId}</span>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Leads to another entry of the history: on this page or by its own address, so a plain link does. */
export function OtherEntry({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      className="underline decoration-line-strong underline-offset-3 hover:text-ink max-md:inline-block max-md:py-3"
    >
      {children}
    </a>
  );
}
