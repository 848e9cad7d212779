import { type ComponentProps, useId } from 'react';
import { CONTROL_STYLE } from './control-style';

export type SelectOption = { value: string; label: string };

/** A labelled native select. */
export function Select({
  label,
  options,
  className = '',
  ...rest
}: Omit<ComponentProps<'select'>, 'children'> & { label: string; options: SelectOption[] }) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-note font-medium">
        {label}
      </label>
      <select id={id} className={CONTROL_STYLE} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
