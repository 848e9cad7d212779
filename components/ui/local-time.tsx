'use client';

import { useSyncExternalStore } from 'react';

const UTC = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

const neverChanges = () => () => {};

/** An absolute time. The server writes UTC; the browser then says it in the person's own zone and manner. */
export function LocalTime({ iso }: { iso: string }) {
  const date = new Date(iso);
  const text = useSyncExternalStore(
    neverChanges,
    () => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(date),
    () => `${UTC.format(date)} UTC`,
  );
  return (
    <time dateTime={iso} className="tabular-nums">
      {text}
    </time>
  );
}
