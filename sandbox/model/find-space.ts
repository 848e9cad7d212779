import { addressOf, baseOf, link, plain } from './answer.ts';
import { rowsOf, type SpaceRow, spaceRow } from './confluence-data.ts';
import { QUESTIONS } from './questions.ts';
import { EndTurn, execute, type Steps } from './steps.ts';

export type FoundSpace = SpaceRow & { url: string | null };

/** All current spaces that the person can see, at most 200. @throws ActionFailed */
function* listSpaces(): Steps<FoundSpace[]> {
  const data = yield* execute('CONFLUENCE_GET_SPACES', { status: 'current', limit: 200 });
  return rowsOf(data, spaceRow).map((space) => ({ ...space, url: addressOf(space, baseOf(data)) }));
}

/**
 * The space that a person named by name or key. Without a name, or when none or several fit, the turn ends
 * with a question that lists the choices.
 */
export function* findSpace(
  name: string | undefined,
  question: 'space' | 'listedSpace' = 'space',
): Steps<FoundSpace> {
  const spaces = yield* listSpaces();
  const fitting = name === undefined ? [] : matching(spaces, name);
  const [only] = fitting;
  if (only && fitting.length === 1) return only;
  const problem =
    name === undefined
      ? ''
      : only
        ? `More than one space fits “${plain(name)}”. `
        : `I found no space called “${plain(name)}”. `;
  const choices = (only ? fitting : spaces).slice(0, 20).map((space) => `- ${spaceLine(space)}`);
  throw new EndTurn(
    choices.length === 0
      ? `${problem}${QUESTIONS[question]} I can see no spaces with this account.`
      : `${problem}${QUESTIONS[question]} These are the ones I can see:\n\n${choices.join('\n')}`,
  );
}

/** A space in one line: its name as a link, its key. */
function spaceLine(space: FoundSpace): string {
  return `${link(space.name, space.url)} (key ${plain(space.key)})`;
}

/** Spaces whose key or name is the text; failing that, whose name begins with or contains it. */
function matching(spaces: FoundSpace[], name: string): FoundSpace[] {
  const wanted = folded(name);
  const tiers: ((space: FoundSpace) => boolean)[] = [
    (space) => folded(space.key) === wanted || folded(space.name) === wanted || space.id === name,
    (space) => folded(space.name).startsWith(wanted),
    (space) => folded(space.name).includes(wanted),
  ];
  for (const fits of tiers) {
    const found = spaces.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}

/** Text as people compare it: case, quotes, dashes and spacing do not count. */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
