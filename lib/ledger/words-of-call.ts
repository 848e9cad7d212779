import type { ChangeSummary, Target } from '../domain/change.ts';
import type { Words } from '../domain/phrase.ts';
import { searchWords } from '../domain/search-words.ts';
import { sayAny } from '../phrases/say.ts';
import { describeAction } from '../toolkits/toolkits.ts';

/** What is known of a call or of one of its actions; what is left out is not known, or was told before. */
export type Told = {
  tool: string;
  arguments?: unknown;
  result?: unknown;
  /** Why it failed, or what was found of it. */
  said?: Words | null;
  change?: Pick<ChangeSummary<Words>, 'sentence' | 'target'> | null;
};

const MOST_WORDS = 400;
/** A longer text among the arguments is content, and no name of anything. */
const LONGEST_NAME = 100;
const MOST_NAMES = 60;

/** The words that people see of a call or an action, to find it by: of its tool, what it does to what, and how it failed. */
export function wordsOfCall({ tool, arguments: args, result, said, change }: Told): string[] {
  const { name, sentence } = describeAction(tool, args, result);
  const texts = [
    ...[tool, name, sentence, sayAny(said ?? null) ?? ''],
    ...(change ? [sayAny(change.sentence) ?? '', ...wordsOfTarget(change.target)] : []),
    ...namesIn(args),
  ];
  return searchWords(texts.join('\n')).slice(0, MOST_WORDS);
}

function wordsOfTarget(target: Target): string[] {
  const { id, title, space, labels, destination } = target;
  const own = [id, title, space?.key, space?.name, ...labels].flatMap((text) => text ?? []);
  return destination ? [...own, ...wordsOfTarget(destination)] : own;
}

/** Ids, titles, keys, labels: the short values among arguments, in order. */
function namesIn(args: unknown): string[] {
  const names: string[] = [];
  const left = [args];
  // A list of its own, as what models send may be nested too deep for calls in calls.
  while (left.length > 0 && names.length < MOST_NAMES) {
    const value = left.shift();
    if (typeof value === 'number' || (typeof value === 'string' && value.length <= LONGEST_NAME))
      names.push(String(value));
    else if (typeof value === 'object' && value !== null)
      left.unshift(...Object.values(value).slice(0, MOST_NAMES));
  }
  return names;
}
