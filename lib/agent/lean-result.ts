import { kindOfTool, noiseIn } from '../toolkits/toolkits.ts';

/** What somebody else keeps there may have any field. */
const AS_IT_IS = 'value';

/** A result of a tool without fields that say nothing, and of a write without the text that was just written. */
export function leanResult(tool: string, result: unknown): unknown {
  const noise = new Set(noiseIn(tool));
  if (kindOfTool(tool) !== 'read') noise.add('body');
  return without(result, noise);
}

function without(value: unknown, noise: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((inner) => without(inner, noise));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (noise.has(key) || inner === null) return [];
      const lean = key === AS_IT_IS ? inner : without(inner, noise);
      return isEmptyObject(lean) ? [] : [[key, lean]];
    }),
  );
}

function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}
