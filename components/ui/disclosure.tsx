'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

/** A native disclosure. What it hides is built only once it is opened, so that long results cost nothing before. */
export function Disclosure({
  summary,
  summaryClassName = '',
  children,
}: {
  summary: ReactNode;
  summaryClassName?: string;
  children: ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="peer group/disclosure"
      onToggle={(event) => event.currentTarget.open && setOpened(true)}
    >
      <summary
        className={`flex list-none items-center gap-2 [&::-webkit-details-marker]:hidden ${summaryClassName}`}
      >
        {summary}
        <ChevronRight
          aria-hidden="true"
          size={14}
          className="shrink-0 text-ink-soft transition-transform group-open/disclosure:rotate-90"
        />
      </summary>
      {opened ? children : null}
    </details>
  );
}
