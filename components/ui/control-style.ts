/** The look of one-line inputs and native selects. 16 px on a phone, so that iOS does not zoom in. */
export const CONTROL_STYLE =
  'touch-target h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-prose text-ink placeholder:text-ink-soft md:text-body aria-invalid:border-danger';
