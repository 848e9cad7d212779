import type { ReactNode } from 'react';

const TONES = {
  neutral: 'text-ink-soft',
  write: 'text-write',
  danger: 'text-danger',
  done: 'text-done',
  accent: 'text-accent',
} as const;

export type BadgeTone = keyof typeof TONES;

/** An icon and a word. The word carries the meaning; the colour only helps. */
export function Badge({ tone, icon, children }: { tone: BadgeTone; icon: ReactNode; children: ReactNode }) {
  return (
    <span className={`inline-flex items-center gap-1.5 text-note whitespace-nowrap ${TONES[tone]}`}>
      {icon}
      {children}
    </span>
  );
}
