import type { Loss } from '../../../../domain/loss.ts';
import { definePhrases, type Phrase, type Words } from '../../../../domain/phrase.ts';
import type { PlannedLoss } from '../../../to-plan.ts';
import { parseStorage, StorageError } from '../../storage/parse-storage.ts';
import { type Inventory, lostThingsPhrase, type Task, type Thing, takeInventory } from './body-inventory.ts';
import { lostTasks } from './lost-tasks.ts';
import { lostLayouts, lostLinks, lostTables, lostThings } from './lost-things.ts';
import { newPlaceholders } from './new-placeholders.ts';
import { counted, eachName, example, listInWords, type NameList, nameList } from './word-list.ts';

const NOUNS = {
  macro: 'macro',
  mention: 'mention',
  task: 'task',
  image: 'image',
  attachment: 'attached file',
  table: 'table',
  link: 'link',
  layout: 'layout section',
} as const;
type Lost = keyof typeof NOUNS;

const { book, phrase } = definePhrases('confluence.losses', {
  newMalformed: ({ reason }: { reason: string }) =>
    `The new body is not well-formed (${reason}), so Confluence would refuse it`,
  presentMalformed: ({ reason }: { reason: string }) =>
    `The present body cannot be read (${reason}), so what would be lost is not known`,
  emptied: () => 'Leaves the body empty',
  shrunk: ({ percent }: { percent: number }) => `Makes the body ${percent} % smaller`,
  lost: ({ what, list }: { what: Lost; list: NameList }) =>
    `Loses ${counted(list.count, NOUNS[what])}: ${listInWords(list)}`,
  comments: ({ list }: { list: NameList }) =>
    `${counted(list.count, 'inline comment')} ${list.count === 1 ? 'loses its' : 'lose their'} place: ${listInWords(list)}`,
  reopened: ({ list }: { list: NameList }) =>
    `Opens ${counted(list.count, 'ticked task')} again: ${listInWords(list)}`,
  tasks: ({ lost, reopened }: { lost: string; reopened: string }) => `${lost}. ${reopened}`,
  emptyTask: () => 'an empty task',
  placeholders: ({ list }: { list: NameList }) =>
    `${list.count === 1 ? 'A placeholder stands' : `${list.count} placeholders stand`} where text should be: ${listInWords(list)}`,
});

export { book as lossBook };

/** A body that keeps less than this part of its size has shrunk. */
const KEPT_AT_LEAST = 0.6;
const EXAMPLES = 5;

/**
 * What an update would take away although nobody may have meant it; empty when nothing. What has only moved is not lost: the whole
 * bodies are compared. At most one loss of a kind. Never throws: a body that cannot be read is itself a loss.
 */
export function findLosses(before: string, after: string): PlannedLoss[] {
  const now = read(after);
  if ('fault' in now) return [malformed(phrase.newMalformed({ reason: now.fault }))];
  const then = read(before);
  if ('fault' in then) return [malformed(phrase.presentMalformed({ reason: then.fault }))];
  const losses = [
    sizeLoss(then, now),
    loss('macro', lostThings(then.macro, now.macro)),
    commentLoss(lostThings(then.comment, now.comment)),
    loss('mention', lostThings(then.mention, now.mention)),
    taskLoss(then, now),
    loss('image', lostThings(then.image, now.image)),
    loss('attachment', lostThings(then.attachment, now.attachment)),
    loss('table', lostTables(then.table, now.table)),
    loss('link', lostLinks(then.link, now.link)),
    loss('layout', lostLayouts(then.layout, now.layout)),
    placeholderLoss(newPlaceholders(before, after)),
  ];
  return losses.filter((found) => found !== null);
}

function read(source: string): Inventory | { fault: Words } {
  try {
    return takeInventory(parseStorage(source));
  } catch (error) {
    if (error instanceof StorageError) return { fault: error.words };
    throw error;
  }
}

function malformed(words: Phrase): PlannedLoss {
  return { what: 'malformed', count: 1, words, examples: [] };
}

function loss(what: Lost, things: Thing[]): PlannedLoss | null {
  return named(what, namesOf(things), (list) => phrase.lost({ what, list }));
}

function commentLoss(comments: Thing[]): PlannedLoss | null {
  return named('comment', namesOf(comments), (list) => phrase.comments({ list }));
}

/** A loss of so many things, in words that name a few of them. */
function named(
  what: Loss['what'],
  names: Words[],
  inWords: (list: NameList<Words>) => Phrase,
): PlannedLoss | null {
  if (names.length === 0) return null;
  return { what, count: names.length, words: inWords(nameList(names)), examples: examplesOf(names) };
}

function namesOf(things: Thing[]): Words[] {
  return things.map(({ name }) => name);
}

function taskLoss(then: Inventory, now: Inventory): PlannedLoss | null {
  const found = lostTasks(then.tasks, now.tasks);
  const gone = found.gone.map(taskName);
  const open = found.reopened.map(taskName);
  const lost = phrase.lost({ what: 'task', list: nameList(gone) });
  const reopened = phrase.reopened({ list: nameList(open) });
  return named('task', [...gone, ...open], () => {
    if (open.length === 0) return lost;
    return gone.length === 0 ? reopened : phrase.tasks({ lost, reopened });
  });
}

function taskName({ text }: Task): Words {
  return example(text) || phrase.emptyTask();
}

function sizeLoss(then: Inventory, now: Inventory): PlannedLoss | null {
  if (then.size === 0 || isEmpty(then)) return null;
  if (isEmpty(now)) return { what: 'emptied', count: 1, words: phrase.emptied(), examples: [] };
  if (now.size >= then.size * KEPT_AT_LEAST) return null;
  const percent = Math.round((1 - now.size / then.size) * 100);
  return { what: 'shrunk', count: percent, words: phrase.shrunk({ percent }), examples: [] };
}

/** Nothing that a reader would see: no text, no image, no macro. */
function isEmpty(body: Inventory): boolean {
  const things = [body.macro, body.image, body.mention, body.attachment, body.link, body.tasks];
  return body.text === '' && things.every((list) => list.length === 0);
}

function placeholderLoss(texts: string[]): PlannedLoss | null {
  const names = texts.map((text) => lostThingsPhrase.quotation({ text: example(text) }));
  return named('placeholder', names, (list) => phrase.placeholders({ list }));
}

function examplesOf(names: Words[]): Words[] {
  return eachName(names)
    .slice(0, EXAMPLES)
    .map(({ name }) => name);
}
