import type { ComponentProps } from 'react';
import { type ButtonTone, buttonStyle } from './button-style';

export function Button({
  tone = 'secondary',
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { tone?: ButtonTone }) {
  return <button type={type} className={`${buttonStyle(tone)} ${className}`} {...rest} />;
}
