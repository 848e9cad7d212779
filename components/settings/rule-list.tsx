'use client';

import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { CONTROL_STYLE } from '../ui/control-style';
import { IconButton } from '../ui/icon-button';

export type RuleRow<R extends string> = {
  key: string;
  icon: ReactNode;
  title: string;
  detail: string;
  rule: R;
};

/** Rules, one a row, each with its choice and the way to remove it. */
export function RuleList<R extends string>({
  label,
  rows,
  choices,
  onRule,
  onRemove,
}: {
  label: string;
  rows: RuleRow<R>[];
  choices: { value: R; label: string }[];
  onRule: (key: string, rule: R) => void;
  onRemove: (key: string) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  if (rows.length === 0) return null;
  return (
    <ul
      ref={list}
      // A removed row takes the focus with it: the list gets it, or the page would begin again.
      tabIndex={-1}
      aria-label={label}
      className="mt-3 divide-y rounded-lg border bg-surface"
    >
      {rows.map((row) => (
        <li key={row.key} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
          <span className="text-ink-soft">{row.icon}</span>
          <div className="min-w-0 flex-1 basis-40">
            <p className="font-medium wrap-anywhere">{row.title}</p>
            <p className="text-note text-ink-soft wrap-anywhere">{row.detail}</p>
          </div>
          <div className="flex w-full items-center gap-1 sm:w-auto">
            <select
              aria-label={`Rule for ${row.title}`}
              value={row.rule}
              onChange={(event) => {
                const chosen = choices.find(({ value }) => value === event.target.value);
                if (chosen) onRule(row.key, chosen.value);
              }}
              className={`${CONTROL_STYLE} sm:w-44`}
            >
              {choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
            <IconButton
              label={`Remove the rule for ${row.title}`}
              onClick={() => {
                list.current?.focus();
                onRemove(row.key);
              }}
            >
              <X aria-hidden="true" size={15} />
            </IconButton>
          </div>
        </li>
      ))}
    </ul>
  );
}
