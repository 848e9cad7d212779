import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { Label } from '../content/read-content.ts';
import { objectArgument } from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';

const { book, phrase } = definePhrases('confluence.labels.name', {
  prefix: ({ prefix }: { prefix: string }) => `A label's prefix is global, team or my, not “${prefix}”.`,
  empty: () => 'A label needs a name.',
  character: ({ label, character }: { label: string; character: string }) =>
    `The label “${label}” cannot be: labels may not have the character “${character}”.`,
  tooLong: () => 'A label may not be longer than 255 characters.',
  none: () => 'No label is named.',
});

export { book as labelNameBook };

const prefixes = ['global', 'team', 'my'];
const forbidden = /[!#&()*.:;<>?@[\]^\t]/;

const oneLabel = z.union([
  z.string().transform((name) => ({ name, prefix: 'global' })),
  objectArgument(z.object({ name: z.string(), prefix: z.string().default('global') })),
]);

/** Labels as objects, as names, or one alone. */
export const labelsArgument = objectArgument(
  z.union([z.array(oneLabel), oneLabel.transform((label) => [label])]),
);

/**
 * The labels that Confluence makes of what was asked: in lower case, split at blanks and commas, each once.
 * @throws Impossible for a name that Confluence refuses
 */
export function labelsAsked(asked: z.infer<typeof labelsArgument>): Label[] {
  const labels = asked.flatMap(({ name, prefix }) => {
    if (!prefixes.includes(prefix)) throw new Impossible(phrase.prefix({ prefix }));
    const names = name.split(/[ ,]+/).filter((part) => part !== '');
    if (names.length === 0) throw new Impossible(phrase.empty());
    for (const one of names) {
      const character = forbidden.exec(one)?.[0];
      if (character !== undefined) throw new Impossible(phrase.character({ label: one, character }));
      if (one.length > 255) throw new Impossible(phrase.tooLong());
    }
    return names.map((one) => ({ prefix, name: one.toLowerCase() }));
  });
  if (labels.length === 0) throw new Impossible(phrase.none());
  return labels.filter((label, index) => labels.findIndex((other) => sameLabel(label, other)) === index);
}

export function sameLabel(one: Label, other: Label): boolean {
  return one.name === other.name && one.prefix === other.prefix;
}
