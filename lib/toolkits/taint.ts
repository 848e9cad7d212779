import { rowsIn } from './rows-in.ts';
import type { Answer, Source } from './toolkit.ts';
import { DESCRIBED_TOOLKITS, findTool } from './toolkits.ts';

/**
 * Where the text of others in the model's context came from: there is none, some of it could be from anywhere, or all of it
 * is from these spaces.
 */
export type Taint =
  | { text: 'none' }
  | { text: 'unknown' }
  | { text: 'spaces'; ids: string[]; keys: string[] };

export const NO_TAINT: Taint = { text: 'none' };

/** What the model was told: the answer of an action, or of one that was not done what it would have lost, in words of its target. */
export type Told = ({ what: 'answer' } & Answer) | { what: 'losses'; space: Source | null };

/** Where the text that the model was told is from. One piece of which nobody can say it makes it `unknown`. */
export function taintOf(told: Told[]): Taint {
  const answers = told.filter((one) => one.what === 'answer');
  const places = new Map(
    DESCRIBED_TOOLKITS.flatMap(({ tools, placesIn }) => {
      const own = new Set(tools.map(({ slug }) => slug));
      return placesIn ? [...placesIn(answers.filter(({ tool }) => own.has(findTool(tool)?.slug ?? '')))] : [];
    }),
  );
  const sources = told.flatMap((one) => (one.what === 'losses' ? [one.space] : sourcesIn(one, places)));
  if (sources.length === 0) return NO_TAINT;
  const certain = sources.filter((source) => source !== null);
  if (certain.length < sources.length) return { text: 'unknown' };
  return {
    text: 'spaces',
    ids: unique(certain.map(({ id }) => id)),
    keys: unique(certain.map(({ key }) => key)),
  };
}

/** A tool that nobody described may bring text from anywhere. */
function sourcesIn(answer: Answer, places: ReadonlyMap<string, Source>): (Source | null)[] {
  const tool = findTool(answer.tool);
  if (tool !== undefined) return tool.texts?.(answer, places) ?? [];
  return rowsIn(answer.result).length > 0 ? [null] : [];
}

function unique(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
