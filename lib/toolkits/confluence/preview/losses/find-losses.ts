import type { Loss } from '../../../../domain/loss.ts';
import { parseStorage, StorageError } from '../../storage/parse-storage.ts';
import { type Inventory, type Thing, takeInventory } from './body-inventory.ts';
import { lostTasks } from './lost-tasks.ts';
import { lostLayouts, lostLinks, lostTables, lostThings } from './lost-things.ts';
import { newPlaceholders } from './new-placeholders.ts';
import { counted, example, nameList } from './word-list.ts';

/** A body that keeps less than this part of its size has shrunk. */
const KEPT_AT_LEAST = 0.6;
const EXAMPLES = 5;

/**
 * What an update would take away although nobody may have meant it; empty when nothing. What has only moved is not lost: the whole
 * bodies are compared. At most one loss of a kind. Never throws: a body that cannot be read is itself a loss.
 */
export function findLosses(before: string, after: string): Loss[] {
  const now = read(after);
  if (typeof now === 'string')
    return [unreadable(`The new body is not well-formed (${now}), so Confluence would refuse it`)];
  const then = read(before);
  if (typeof then === 'string')
    return [unreadable(`The present body cannot be read (${then}), so what would be lost is not known`)];
  const losses = [
    sizeLoss(then, now),
    loss('macro', 'Loses', 'macro', lostThings(then.macro, now.macro)),
    commentLoss(lostThings(then.comment, now.comment)),
    loss('mention', 'Loses', 'mention', lostThings(then.mention, now.mention)),
    taskLoss(then, now),
    loss('image', 'Loses', 'image', lostThings(then.image, now.image)),
    loss('attachment', 'Loses', 'attached file', lostThings(then.attachment, now.attachment)),
    loss('table', 'Loses', 'table', lostTables(then.table, now.table)),
    loss('link', 'Loses', 'link', lostLinks(then.link, now.link)),
    loss('layout', 'Loses', 'layout section', lostLayouts(then.layout, now.layout)),
    placeholderLoss(newPlaceholders(before, after)),
  ];
  return losses.filter((found) => found !== null);
}

function read(source: string): Inventory | string {
  try {
    return takeInventory(parseStorage(source));
  } catch (error) {
    if (error instanceof StorageError) return error.message;
    throw error;
  }
}

function unreadable(words: string): Loss {
  return { what: 'malformed', count: 1, words, examples: [] };
}

function loss(what: Loss['what'], verb: string, noun: string, things: Thing[]): Loss | null {
  if (things.length === 0) return null;
  const names = things.map(({ name }) => name);
  const words = `${verb} ${counted(things.length, noun)}: ${nameList(names)}`;
  return { what, count: things.length, words, examples: examplesOf(names) };
}

function commentLoss(comments: Thing[]): Loss | null {
  if (comments.length === 0) return null;
  const names = comments.map(({ name }) => name);
  const subject = counted(comments.length, 'inline comment');
  const words = `${subject} ${comments.length === 1 ? 'loses its' : 'lose their'} place: ${nameList(names)}`;
  return { what: 'comment', count: comments.length, words, examples: examplesOf(names) };
}

function taskLoss(then: Inventory, now: Inventory): Loss | null {
  const { gone, reopened } = lostTasks(then.tasks, now.tasks);
  if (gone.length + reopened.length === 0) return null;
  const names = (tasks: { text: string }[]) => tasks.map(({ text }) => example(text) || 'an empty task');
  const words = [
    ...(gone.length > 0 ? [`Loses ${counted(gone.length, 'task')}: ${nameList(names(gone))}`] : []),
    ...(reopened.length > 0
      ? [`Opens ${counted(reopened.length, 'ticked task')} again: ${nameList(names(reopened))}`]
      : []),
  ].join('. ');
  const examples = examplesOf(names([...gone, ...reopened]));
  return { what: 'task', count: gone.length + reopened.length, words, examples };
}

function sizeLoss(then: Inventory, now: Inventory): Loss | null {
  if (then.size === 0 || isEmpty(then)) return null;
  if (isEmpty(now)) return { what: 'emptied', count: 1, words: 'Leaves the body empty', examples: [] };
  if (now.size >= then.size * KEPT_AT_LEAST) return null;
  const percent = Math.round((1 - now.size / then.size) * 100);
  return { what: 'shrunk', count: percent, words: `Makes the body ${percent} % smaller`, examples: [] };
}

/** Nothing that a reader would see: no text, no image, no macro. */
function isEmpty(body: Inventory): boolean {
  const things = [body.macro, body.image, body.mention, body.attachment, body.link, body.tasks];
  return body.text === '' && things.every((list) => list.length === 0);
}

function placeholderLoss(texts: string[]): Loss | null {
  if (texts.length === 0) return null;
  const names = texts.map((text) => `“${example(text)}”`);
  const subject = texts.length === 1 ? 'A placeholder' : `${texts.length} placeholders`;
  const verb = texts.length === 1 ? 'stands' : 'stand';
  const words = `${subject} ${verb} where text should be: ${nameList(names)}`;
  return { what: 'placeholder', count: texts.length, words, examples: examplesOf(names) };
}

function examplesOf(names: string[]): string[] {
  return [...new Set(names)].slice(0, EXAMPLES);
}
