/**
 * What is said, as it is kept: which words, by a code, and what belongs into them. It is put into words when somebody reads it, so
 * that a language can be chosen then. A code that was once stored keeps its meaning and its values.
 */
export type Phrase = { code: string; values: Record<string, unknown> };

/** Words as the database has them: a phrase, or what others or an older version said, as it was said. */
export type Words = Phrase | string;

/** What makes the words of a phrase. A phrase among the values has become words before. */
type Template = (values: never) => string;

/** Phrases that belong together, by the last part of their code: `<name>.<key>`. */
export type PhraseBook = { name: string; templates: Readonly<Record<string, Template>> };

/** Values as they are given: where words belong, a phrase may stand. */
type Given<Value> = Value extends string
  ? Value | Phrase
  : Value extends readonly (infer Item)[]
    ? readonly Given<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Given<Value[Key]> }
      : Value;

type Phrases<Templates extends PhraseBook['templates']> = {
  [Key in keyof Templates]: (
    ...values: Parameters<Templates[Key]> extends [infer Values] ? [Given<Values>] : []
  ) => Phrase;
};

/**
 * Defines phrases: `book` is for whoever puts them into words, `phrase` makes them. Values are plain JSON, since they are stored.
 * @param name dotted, unlike that of any other book
 */
export function definePhrases<Templates extends PhraseBook['templates']>(
  name: string,
  templates: Templates,
): { book: PhraseBook; phrase: Phrases<Templates> } {
  const makers = Object.keys(templates).map((key) => [
    key,
    (values: Record<string, unknown> = {}): Phrase => ({ code: `${name}.${key}`, values }),
  ]);
  return { book: { name, templates }, phrase: Object.fromEntries(makers) };
}

export function isPhrase(value: unknown): value is Phrase {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'values' in value &&
    typeof value.values === 'object'
  );
}

/** Each phrase once, in order. */
export function uniquePhrases(phrases: Phrase[]): Phrase[] {
  return [...new Map(phrases.map((phrase) => [JSON.stringify(phrase), phrase])).values()];
}

/** An error that says in words that can be kept what went wrong. */
export class SaidError extends Error {
  readonly words: Words;

  /** @param message for the log; left out, it is made of the words */
  constructor(words: Words, { message, ...options }: ErrorOptions & { message?: string } = {}) {
    super(
      message ?? (typeof words === 'string' ? words : `${words.code} ${JSON.stringify(words.values)}`),
      options,
    );
    this.words = words;
  }
}

/** What an error says, whoever made it. */
export function wordsOfError(error: unknown): Words {
  if (error instanceof SaidError) return error.words;
  return error instanceof Error ? error.message : String(error);
}
