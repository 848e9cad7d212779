'use client';

import { useSyncExternalStore } from 'react';

const MANNERS = {
  full: { dateStyle: 'medium', timeStyle: 'medium' },
  clock: { timeStyle: 'medium' },
} as const;

const neverChanges = () => () => {};

/**
 * An absolute time. The server writes UTC; the browser then says it in the person's own zone and manner. `clock` leaves the
 * day away, where it stands nearby.
 */
export function LocalTime({ iso, clock = false }: { iso: string; clock?: boolean }) {
  const date = new Date(iso);
  const manner = clock ? MANNERS.clock : MANNERS.full;
  const text = useSyncExternalStore(
    neverChanges,
    () => new Intl.DateTimeFormat(undefined, manner).format(date),
    () => `${new Intl.DateTimeFormat('en-GB', { ...manner, timeZone: 'UTC' }).format(date)} UTC`,
  );
  return (
    <time dateTime={iso} className="tabular-nums">
      {text}
    </time>
  );
}
