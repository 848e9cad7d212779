import { type ComponentProps, useId } from 'react';
import { CONTROL_STYLE } from './control-style';

/** A labelled one-line input; `hint` is read with it. */
export function Input({
  label,
  hint,
  className = '',
  ...rest
}: ComponentProps<'input'> & { label: string; hint?: string }) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-note font-medium">
        {label}
      </label>
      <input
        id={id}
        className={CONTROL_STYLE}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        {...rest}
      />
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="mt-1 text-note text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
