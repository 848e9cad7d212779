export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';

const BASE =
  'touch-target inline-flex h-9 shrink-0 items-center justify-center gap-2 rounded-md border px-3.5 text-body font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-55';

const TONES: Record<ButtonTone, string> = {
  primary:
    'border-transparent bg-accent text-on-accent enabled:hover:bg-accent-strong [a&]:hover:bg-accent-strong',
  secondary: 'border-line bg-surface text-ink enabled:hover:bg-hover [a&]:hover:bg-hover',
  quiet:
    'border-transparent text-ink-soft enabled:hover:bg-hover enabled:hover:text-ink [a&]:hover:bg-hover [a&]:hover:text-ink',
  danger: 'border-transparent bg-danger-strong text-on-danger enabled:hover:bg-danger',
};

/** One look for buttons and for links that act like one. */
export function buttonStyle(tone: ButtonTone = 'secondary'): string {
  return `${BASE} ${TONES[tone]}`;
}
