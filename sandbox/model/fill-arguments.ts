import { bodyFor } from './compose-body.ts';
import type { PageEntity } from './confluence-data.ts';
import { cqlFor, userCqlFor } from './cql.ts';
import { findContent, readContent } from './find-content.ts';
import {
  attachmentId,
  commentId,
  currentPostVersion,
  labelId,
  personId,
  propertyId,
  taskId,
} from './find-ids.ts';
import { type FoundSpace, findSpace } from './find-space.ts';
import type { Knowledge } from './knowledge.ts';
import type { ContentType } from './language/phrases.ts';
import type { Said } from './language/read-sentence.ts';
import { choicesOf, itemsOf, type Meaning, type Parameter, parametersOf, partsOf } from './meaning.ts';
import { QUESTIONS } from './questions.ts';
import { EndTurn, type Steps, together } from './steps.ts';

/** A tool that is being filled. */
type Filling = { slug: string; parameters: Parameter[]; given: Record<string, unknown>; known: Knowledge };

/**
 * The arguments for a tool: what the sentence says, ids that are looked up (those that do not depend on each other side by
 * side), and for a tool that replaces a page the page as it is. Asks for what is missing. @throws EndTurn, ActionFailed
 */
export function* fillArguments(
  slug: string,
  schema: Record<string, unknown>,
  known: Knowledge,
): Steps<Record<string, unknown>> {
  const parameters = withContainer(parametersOf(slug, schema), known.said);
  const filling: Filling = { slug, parameters, given: {}, known };
  askForWords(filling);
  yield* lookUp(filling, FIRST);
  yield* lookUp(filling, SECOND);
  if (replaces(parameters)) yield* readCurrent(filling);
  const body = parameters.find(({ meaning }) => meaning === 'body');
  if (body?.required) filling.given[body.name] = yield* bodyFor(slug, body.schema, known);
  for (const parameter of parameters) {
    if (filling.given[parameter.name] !== undefined) continue;
    const value = plainValue(parameter, filling);
    if (value !== undefined) filling.given[parameter.name] = value;
  }
  yield* fillFromSource(filling);
  const filled = parameters.flatMap(({ name }) =>
    filling.given[name] === undefined ? [] : [[name, filling.given[name]] as const],
  );
  return Object.fromEntries(filled);
}

/** A tool of which one container out of several must be named, as a comment's: the one that was spoken of is required. */
function withContainer(parameters: Parameter[], { slots, things }: Said): Parameter[] {
  const own = (meaning: Meaning) => parameters.find((parameter) => parameter.meaning === meaning);
  const takesBody = own('body')?.required && own('page') && own('post');
  if (!takesBody) return parameters;
  const onPost =
    slots.content && 'type' in slots.content ? slots.content.type === 'blogpost' : things.has('post');
  const meant: Meaning = slots.ids?.comment ? 'parentComment' : onPost ? 'post' : 'page';
  return parameters
    .filter(({ meaning, required }) => required || meaning === meant)
    .map((parameter) => (parameter.meaning === meant ? { ...parameter, required: true } : parameter));
}

function replaces(parameters: Parameter[]): boolean {
  const required = (meaning: Meaning) => parameters.some((it) => it.required && it.meaning === meaning);
  return required('version') && required('body');
}

/** Asks for words that only the person can give, before anything is looked up. */
function askForWords({ slug, parameters, known }: Filling): void {
  const { slots, things, head, pointsBack } = known.said;
  const whole = replaces(parameters);
  const named = slots.content !== undefined || pointsBack;
  for (const { meaning, required } of parameters) {
    if (!required) continue;
    const content =
      meaning === 'page' || meaning === 'post' || meaning === 'content' || meaning === 'whiteboard';
    if (content && !named) throw new EndTurn(QUESTIONS.page);
    if (meaning === 'labels' && !slots.labels) throw new EndTurn(QUESTIONS.labels);
    if (meaning === 'labelId' && !slots.labels && !slots.ids?.label)
      throw new EndTurn('Which label do you mean?');
    if (meaning === 'query' && !slots.topic) throw new EndTurn(QUESTIONS.topic);
    if (meaning === 'propertyKey' && !slots.key) throw new EndTurn(QUESTIONS.key);
    if (meaning === 'propertyId' && !slots.key && !slots.ids?.property) throw new EndTurn(QUESTIONS.property);
    if (meaning === 'value' && slots.value === undefined) throw new EndTurn(QUESTIONS.value);
    if (meaning === 'version' && !whole && slots.version === undefined) throw new EndTurn(QUESTIONS.version);
    if (meaning === 'attachment' && !slots.ids?.attachment && !slots.file)
      throw new EndTurn(QUESTIONS.attachment);
  }
  const needs = (meaning: Meaning) => parameters.some((it) => it.required && it.meaning === meaning);
  const asksTitle = needs('title') && !whole && !slots.title && !(things.has('post') && !slots.text);
  if (asksTitle) throw new EndTurn(`I can create that ${nounOf(slug)}. ${QUESTIONS.title}`);
  const rename = /^(?:rename|retitle)\b|\b(?:title|name)\b/i.test(head);
  if (whole && rename && !slots.title && !slots.text)
    throw new EndTurn(`I can rename it. ${QUESTIONS.title}`);
  if (whole && !slots.title && !slots.text && !slots.replace) {
    throw new EndTurn(
      `I can add ${slots.heading ? `the section “${slots.heading}”` : 'something'} to it. ${QUESTIONS.text}`,
    );
  }
  if (needs('body') && !whole && things.has('comment') && !slots.text) {
    throw new EndTurn(`I can comment on it. ${QUESTIONS.text}`);
  }
}

function nounOf(slug: string): string {
  return /WHITEBOARD/.test(slug)
    ? 'whiteboard'
    : /BLOG/.test(slug)
      ? 'post'
      : /SPACE/.test(slug)
        ? 'space'
        : 'page';
}

type LookUp = (parameter: Parameter, filling: Filling) => Steps<unknown> | null;

/** What can be looked up at once. */
const FIRST: Partial<Record<Meaning, LookUp>> = {
  page: (parameter, filling) => contentId(parameter, filling, 'page'),
  post: (parameter, filling) => contentId(parameter, filling, 'blogpost'),
  content: (parameter, filling) => contentId(parameter, filling, null),
  whiteboard: (parameter, filling) => contentId(parameter, filling, 'whiteboard'),
  parent: (_, { known }) => (known.said.slots.parent ? parentId(known) : null),
  spaceId: (parameter, filling) =>
    wantsSpace(parameter, filling) ? spaceOf(filling, (space) => space.id) : null,
  spaceKey: (parameter, filling) =>
    wantsSpace(parameter, filling) ? spaceOf(filling, (space) => space.key) : null,
  labelId: (_, { known }) => labelId(known.said.slots),
  task: ({ required }, { known }) => (required ? taskId(known.said.slots) : null),
  person: ({ name }, { known, parameters }) => {
    const { person } = known.said.slots;
    // A search for people takes the name itself.
    if (!person || parameters.some(({ meaning }) => meaning === 'cql')) return null;
    return isFirstOf(name, known.said.head) ? personId(person) : null;
  },
};

/** What needs the ids of the first round. */
const SECOND: Partial<Record<Meaning, LookUp>> = {
  propertyId: (_, { known, slug }) => propertyId(known.said.slots, slug, known.content?.id ?? ''),
  attachment: ({ required }, { known }) =>
    required ? attachmentId(known.said.slots, known.content?.id ?? '') : null,
  parentComment: ({ required }, { known }) => (required ? commentId(known.said.slots) : null),
};

/** Of several people that a tool can be asked for (assigned to, created by), the one that the sentence means. */
function isFirstOf(name: string, head: string): boolean {
  if (/created/i.test(name)) return /\bcreated\b/i.test(head);
  if (/completed/i.test(name)) return /\b(?:completed|finished|done) by\b/i.test(head);
  return !/\b(?:created|completed|finished|done) by\b/i.test(head);
}

function* lookUp(filling: Filling, table: Partial<Record<Meaning, LookUp>>): Steps<void> {
  const works: { name: string; list: boolean; work: Steps<unknown> }[] = [];
  for (const parameter of filling.parameters) {
    const work = parameter.meaning ? (table[parameter.meaning]?.(parameter, filling) ?? null) : null;
    if (work) works.push({ name: parameter.name, list: parameter.schema.type === 'array', work });
  }
  const values = yield* together(works.map(({ work }) => work));
  works.forEach(({ name, list }, at) => {
    filling.given[name] = list ? [values[at]] : values[at];
  });
}

/** Null when nothing is to be looked up: an optional place for a page that was not named. */
function contentId(
  { required }: Parameter,
  { known, parameters }: Filling,
  type: ContentType | null,
): Steps<unknown> | null {
  const { said, last } = known;
  const { content: ref, space } = said.slots;
  const own = ref && 'type' in ref ? ref.type : null;
  if (!required && (ref === undefined || (own !== null && own !== type))) return null;
  const meant = type ?? own ?? last?.type ?? 'page';
  const takesSpace = parameters.some(
    (it) => it.required && (it.meaning === 'spaceId' || it.meaning === 'spaceKey'),
  );
  const wanted = {
    ref: ref ?? { by: 'pronoun' as const },
    space: takesSpace && !replaces(parameters) ? undefined : space,
    last,
  };
  return (function* () {
    known.content = yield* findContent(wanted, meant);
    return known.content.id;
  })();
}

function* parentId(known: Knowledge): Steps<unknown> {
  const { parent = '', space } = known.said.slots;
  known.parent = yield* findContent(
    { ref: { by: 'title', title: parent, type: 'page' }, space, last: null },
    'page',
  );
  return known.parent.id;
}

function wantsSpace({ required }: Parameter, { known, parameters }: Filling): boolean {
  const { slots, things } = known.said;
  if (replaces(parameters)) return false;
  if (slots.space !== undefined) return true;
  const fromNotes = things.has('post') && !slots.text && parameters.some(({ meaning }) => meaning === 'body');
  return required && !fromNotes;
}

function* spaceOf({ known, parameters }: Filling, pick: (space: FoundSpace) => string): Steps<unknown> {
  const makes = parameters.some(({ meaning }) => meaning === 'title' || meaning === 'body');
  known.space = yield* findSpace(known.said.slots.space, makes ? 'space' : 'listedSpace');
  return pick(known.space);
}

/** What a tool that replaces the whole of a page must be told about it as it is. */
function* readCurrent({ known }: Filling): Steps<void> {
  const { content } = known;
  if (!content) return;
  const type = content.type === 'blogpost' ? 'blogpost' : 'page';
  // A post is read without its version number.
  const works: Steps<PageEntity | number>[] = [readContent(content.id, type)];
  if (type === 'blogpost') works.push(currentPostVersion(content.id));
  const [page, number] = yield* together(works);
  if (typeof page !== 'object') return;
  known.current = { ...page, number: page.version?.number ?? (typeof number === 'number' ? number : 0) };
}

/** The value of a parameter that needs no look-up; undefined when nothing was said for it. */
function plainValue(parameter: Parameter, { slug, known, parameters }: Filling): unknown {
  const { name, schema, required, meaning } = parameter;
  const { slots, head, things } = known.said;
  switch (meaning) {
    case 'cql':
      return parameters.some((it) => it.meaning === 'person')
        ? userCqlFor(slots)
        : cqlFor(known.said, known.space?.key);
    case 'query':
      return slots.topic;
    case 'title':
      return slots.title ?? known.current?.title;
    case 'labels':
      return labelsFor(schema, slots.labels);
    case 'version':
      if (known.current) return { number: known.current.number + 1, message: messageFor(known.said) };
      return schema.type === 'integer' ? slots.version : undefined;
    case 'limit':
      return slots.limit;
    case 'value':
      return schema.type === 'object' && (typeof slots.value !== 'object' || slots.value === null)
        ? { value: slots.value }
        : slots.value;
    case 'propertyKey':
      return schema.type === 'array' ? (slots.key ? [slots.key] : undefined) : slots.key;
    case 'newSpaceKey':
      return (slots.key ?? keyFrom(slots.title ?? '')).toUpperCase();
    case 'spaceId':
      return known.current?.spaceId ?? undefined;
    case 'description':
      return slots.text && 'plain' in partsOf(schema)
        ? { plain: { value: slots.text, representation: 'plain' } }
        : undefined;
    case 'from':
    case 'to':
      return dateFor(parameter, meaning === 'from' ? slots.from : slots.to, head);
    case 'status':
      return choiceFor(schema, head) ?? (required ? choicesOf(schema)[0] : undefined);
    case null: {
      // A filter that is one of few words is filled when the sentence says that word.
      if (required) return anythingFor(schema, known.said);
      const said = /^(?:type|resolution_?status)$/i.test(name) ? choiceFor(schema, head) : undefined;
      return said === 'page' && !things.has('contents') && !/CONTENT/.test(slug) ? undefined : said;
    }
    default:
      return undefined;
  }
}

/** The space of a post that was made from notes, when none was named. */
function* fillFromSource({ given, parameters, known }: Filling): Steps<void> {
  const space = parameters.find(({ meaning, required }) => required && meaning === 'spaceId');
  if (space && given[space.name] === undefined) {
    if (known.source?.spaceId) given[space.name] = known.source.spaceId;
    else {
      known.space = yield* findSpace(undefined);
      given[space.name] = known.space.id;
    }
  }
  const title = parameters.find(({ meaning, required }) => required && meaning === 'title');
  if (title && given[title.name] === undefined) {
    const own = known.source ? `Summary: ${known.source.title}` : capital(known.said.slots.description ?? '');
    if (own === '') throw new EndTurn(`I can publish that. ${QUESTIONS.title}`);
    given[title.name] = own;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function labelsFor(schema: Record<string, unknown>, labels: string[] | undefined): unknown {
  const item = itemsOf(schema);
  if (!labels || item.type !== 'object') return labels;
  return labels.map((name) => ('prefix' in partsOf(item) ? { name, prefix: 'global' } : { name }));
}

/** "Data Team" to DT, "Marketing" to MARKETING: what a person would call it. */
function keyFrom(name: string): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? [];
  return words.length > 1 ? words.map((word) => word.charAt(0)).join('') : (words[0] ?? 'SPACE').slice(0, 10);
}

function dateFor({ name, schema }: Parameter, day: string | undefined, head: string): unknown {
  if (day === undefined) return undefined;
  const [, field] = name.match(/^(due|created|completed)/i) ?? [];
  if (field ? !new RegExp(`\\b${field}\\b`, 'i').test(head) : false) return undefined;
  return schema.type === 'integer' ? Date.parse(day) : day;
}

const SAME: Readonly<Record<string, RegExp>> = {
  complete: /(?<!in|not )\b(?:completed?|done|finished|closed|ticked|checked)\b/i,
  incomplete: /\b(?:incomplete|open|unfinished|pending|not done|not complete|undone|to do|still)\b/i,
  draft: /\b(?:as (?:a )?draft|(?:an?|the|in) draft|draft (?:blog|post|page))\b/i,
  trashed: /\b(?:trashed|deleted|in the trash)\b/i,
  blogpost: /\bblog/i,
  attachment: /\b(?:attachments?|files?)\b/i,
};

/** The allowed value that the sentence says, by its own word or a common one. */
function choiceFor(schema: Record<string, unknown>, head: string): unknown {
  const choices = choicesOf(schema);
  const said = choices.find((choice) => (SAME[choice] ?? new RegExp(`\\b${choice}s?\\b`, 'i')).test(head));
  return said === undefined ? undefined : schema.type === 'array' ? [said] : said;
}

/** For a parameter of an unknown meaning: what the sentence names, most likely first, in the schema's type. */
function anythingFor(schema: Record<string, unknown>, { slots, head }: Said): unknown {
  const { content, space, title, topic, person, text, limit } = slots;
  if (choicesOf(schema).length > 0) return choiceFor(schema, head) ?? choicesOf(schema)[0];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number')
    return limit ?? Number(head.match(/\d+/)?.[0] ?? 1);
  if (schema.type !== 'string') return undefined;
  return (
    space ?? (content?.by === 'title' ? content.title : undefined) ?? title ?? person ?? topic ?? text ?? head
  );
}

/** What the history of the page says of a change. */
export function messageFor({ slots }: Said): string {
  if (slots.title) return `Rename to ${slots.title}`;
  if (slots.replace) return 'Replace text';
  return slots.heading ? `Add section ${slots.heading}` : 'Add text';
}
