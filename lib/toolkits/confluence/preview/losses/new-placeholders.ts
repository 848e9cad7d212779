import { isPlaceholder } from './is-placeholder.ts';
import { type TextUnit, textUnits } from './text-units.ts';

/** The texts of `after` that stand for text which is not there, and that `before` did not have. Both must be well-formed. */
export function newPlaceholders(before: string, after: string): string[] {
  const known = new Map<string, number>();
  const keyOf = ({ place, text }: TextUnit) => `${place} ${text.toLowerCase()}`;
  for (const unit of textUnits(before)) known.set(keyOf(unit), (known.get(keyOf(unit)) ?? 0) + 1);
  return textUnits(after)
    .filter((unit) => {
      const count = known.get(keyOf(unit)) ?? 0;
      known.set(keyOf(unit), count - 1);
      return count <= 0 && isPlaceholder(unit);
    })
    .map(({ text }) => text);
}
