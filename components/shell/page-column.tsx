import type { ReactNode } from 'react';

/** A page of the reading column: its heading, one line about it, and what it holds. */
export function PageColumn({
  heading,
  lead,
  children,
}: {
  heading: string;
  lead?: string;
  children: ReactNode;
}) {
  return (
    <div className="column py-8 md:py-12">
      <h1 className="text-display font-semibold wrap-anywhere">{heading}</h1>
      {lead === undefined ? null : <p className="mt-2 text-prose text-ink-soft">{lead}</p>}
      <div className="mt-8">{children}</div>
    </div>
  );
}
