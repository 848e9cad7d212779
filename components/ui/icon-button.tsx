import type { ComponentProps } from 'react';

/** A button that shows an icon only; `label` is its accessible name and its tooltip. */
export function IconButton({
  label,
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`touch-target inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-55 ${className}`}
      {...rest}
    />
  );
}
