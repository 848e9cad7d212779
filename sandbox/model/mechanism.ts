import { plain } from './answer.ts';
import { beginConnection, isNotConnected } from './connect.ts';
import type { CurrentRequest } from './current-request.ts';
import { editPage, editsByBlock } from './edit-page.ts';
import { fillArguments } from './fill-arguments.ts';
import { heldInWords } from './held-wording.ts';
import type { Knowledge } from './knowledge.ts';
import type { Said } from './language/read-sentence.ts';
import { type Deed, deedOfSlug, type Thing, thingsFit, thingsOf } from './language/words.ts';
import { type Meaning, type Parameter, parametersOf } from './meaning.ts';
import { ABILITIES } from './small-talk.ts';
import { ActionFailed, EndTurn, execute, type Steps } from './steps.ts';
import { type Candidate, type Discovery, discover, schemaOf } from './tool-search.ts';
import { MULTI, type Toolbox } from './toolbox.ts';
import { failureInWords, plannedInWords, resultInWords } from './wording.ts';

/**
 * How every request is worked off, whatever the tool: find the tools that fit (discover), connect the account if it is
 * not, choose the tool that fits best, fill its schema from what the sentence names, looking ids up where it needs
 * them, run it, and say what happened. Nothing here knows a tool by its name.
 */
export function* handleRequest({ said, last, now }: CurrentRequest, toolbox: Toolbox): Steps<string> {
  const known = knownTool(said, toolbox);
  const found = known ?? (yield* discover(said.useCase || said.head, toolbox));
  if ('problem' in found) {
    return `The search for tools failed: ${plain(found.problem)} Nothing was changed. Try again in a moment.`;
  }
  const chosen = chooseTool(said, found.candidates);
  if (chosen === null) return doesNotKnow(found.candidates);
  if (!found.connected) {
    const problem = yield* beginConnection();
    if (problem) return problem;
  }
  const schema = chosen.schema ?? toolbox.known.get(chosen.slug) ?? (yield* schemaOf(chosen.slug));
  if (schema === null) {
    return `The tool for that (${chosen.slug}) is not available in this session, so nothing was done. It may be switched off for this account.`;
  }
  const knowledge: Knowledge = { said, last, now };
  let given: Record<string, unknown> = {};
  try {
    if (editsByBlock(knowledge, chosen.slug, toolbox))
      return yield* resultInWords(chosen.slug, given, yield* editPage(knowledge, chosen.slug), knowledge);
    given = yield* fillArguments(chosen.slug, schema, knowledge);
    const data = yield* execute(chosen.slug, given);
    return yield* resultInWords(chosen.slug, given, data, knowledge);
  } catch (stop) {
    if (stop instanceof EndTurn) return stop.message;
    if (!(stop instanceof ActionFailed)) throw stop;
    if (stop.held)
      return heldInWords(
        stop,
        stop.slug === chosen.slug || stop.slug === 'edit_page'
          ? plannedInWords(stop.slug, given, knowledge)
          : null,
      );
    if (!isNotConnected(stop.message) || !canConnect(toolbox)) return failureInWords(stop);
    const problem = yield* beginConnection();
    return (
      problem ?? `${failureInWords(stop)} The account is reported as connected, so trying again may help.`
    );
  }
}

function canConnect({ tools }: Toolbox): boolean {
  return tools.has('COMPOSIO_MANAGE_CONNECTIONS');
}

/** The known tool that does just what was asked, so that no search could find a better one; null where that is not sure. */
function knownTool(said: Said, { known, tools }: Toolbox): Discovery | null {
  if (!tools.has(MULTI)) return null;
  const sure = [...known]
    .map(([slug, schema]) => ({ slug, schema }))
    .filter((candidate) => mayDo(said, candidate.slug) && namesAll(said, candidate));
  const chosen = chooseTool(said, sure);
  return chosen && { candidates: [chosen], connected: true };
}

/** Whether a tool is about all that was named and nothing else, and has a place for each value. */
function namesAll(said: Said, candidate: Candidate): boolean {
  const named: readonly Thing[] = thingsOf(candidate.slug).filter((thing) => thing !== 'footer');
  const meanings = parametersOf(candidate.slug, candidate.schema).map(({ meaning }) => meaning);
  const places: readonly [Thing, readonly Meaning[]][] = [
    ['page', ['page', 'content', 'parent']],
    ['post', ['post', 'content']],
    ['space', ['spaceId', 'spaceKey', 'cql']],
  ];
  const hasPlace = (thing: Thing) =>
    places.some(([place, into]) => place === thing && into.some((meaning) => meanings.includes(meaning)));
  const { deed, slots } = said;
  const isSearch = meanings.includes('cql');
  const takesContent = ['page', 'post', 'content'].some((it) => meanings.some((meaning) => meaning === it));
  return (
    (!isSearch || slots.topic !== undefined) &&
    (deed !== 'update' || slots.content === undefined || takesContent) &&
    named.every(
      (thing) => said.things.has(thing) || (thing === 'page' && said.slots.content !== undefined),
    ) &&
    [...said.things].every((thing) => named.includes(thing) || hasPlace(thing)) &&
    valuesFit(said, candidate) === 0
  );
}

/** What one place further down in the search's own order takes off, and what naming a value that a tool has no place for does. */
const PLACE = 0.12;
const NO_PLACE = 0.8;
/** What a required page, space or label that was not named takes off. */
const UNNAMED = 1.5;
/** A question about a topic is a search: what cannot take the topic is no answer to it, and a word for titles only a poor one. */
const NO_TOPIC = 2;

/**
 * The candidate that fits best: the search's order, the things that its name and the sentence share, and whether
 * its schema has a place for what was named. What a tool does must be what was asked; and one that deletes must be
 * about exactly the things that were named, so that "remove the label" never removes the page.
 */
function chooseTool(said: Said, candidates: readonly Candidate[]): Candidate | null {
  if (said.deed === null) return null;
  const scored = candidates
    .map((candidate, at) => ({ candidate, at }))
    .filter(({ candidate }) => mayDo(said, candidate.slug))
    .map(({ candidate, at }) => ({
      candidate,
      score:
        -at * PLACE +
        thingsFit(candidate.slug, said.things, said.slots.version === undefined ? null : 'version') +
        (said.deed === deedOfSlug(candidate.slug) ? 0.5 : 0) +
        valuesFit(said, candidate),
    }))
    .toSorted((a, b) => b.score - a.score);
  return scored[0]?.candidate ?? null;
}

function mayDo({ deed, things }: Said, slug: string): boolean {
  const does = deedOfSlug(slug);
  if (does === 'delete' || deed === 'delete') {
    const named = thingsOf(slug);
    const asked = [...things].filter((thing) => !['contents', 'private', 'current'].includes(thing));
    const place = (thing: string) => thing === 'page' || thing === 'post' || thing === 'space';
    return (
      does === deed &&
      named.every((thing) => things.has(thing)) &&
      asked.every(
        (thing) => named.includes(thing) || (place(thing) && named.some((it) => place(it) && it !== 'space')),
      )
    );
  }
  const writes = (it: Deed | null) => it === 'create' || it === 'update';
  return writes(does) === writes(deed);
}

/** What a named value wants to go into: any of these meanings will do. */
const PLACES: readonly (readonly [(said: Said) => boolean, readonly Meaning[]])[] = [
  [({ slots }) => slots.version !== undefined, ['version']],
  [({ slots }) => slots.topic !== undefined, ['query', 'cql']],
  [
    ({ slots }) => slots.content !== undefined,
    ['page', 'post', 'content', 'whiteboard', 'body', 'parentComment'],
  ],
  [({ slots }) => slots.labels !== undefined, ['labels', 'labelId', 'cql']],
  [({ slots }) => slots.limit !== undefined, ['limit']],
  [({ slots }) => slots.person !== undefined, ['person', 'cql']],
  [({ slots }) => slots.title !== undefined, ['title']],
  [({ slots }) => slots.text !== undefined, ['body']],
  [({ slots }) => slots.value !== undefined, ['value']],
  [({ slots }) => slots.space !== undefined, ['spaceId', 'spaceKey', 'cql']],
];

function valuesFit(said: Said, { slug, schema }: Candidate): number {
  const isSearch = /SEARCH|QUERY/.test(slug);
  if (schema === null) return said.slots.topic !== undefined && !isSearch ? -NO_TOPIC : 0;
  const parameters = parametersOf(slug, schema);
  const has = (meaning: Meaning) => parameters.some((parameter) => parameter.meaning === meaning);
  const missing = PLACES.filter(([isNamed, places]) => isNamed(said) && !places.some(has)).length;
  const takes =
    has('cql') || (has('query') && /\btitles?\b/i.test(said.head)) ? 0 : has('query') ? NO_PLACE : NO_TOPIC;
  const topic = said.slots.topic === undefined ? 0 : takes;
  return (
    -topic -
    missing * NO_PLACE -
    parameters.filter((parameter) => isUnnamed(said, parameter)).length * UNNAMED
  );
}

/** A required thing that the sentence does not name: one page, one space, one label. */
function isUnnamed({ slots, pointsBack }: Said, { meaning, required }: Parameter): boolean {
  if (!required) return false;
  if (meaning === 'page' || meaning === 'post' || meaning === 'content' || meaning === 'whiteboard') {
    return slots.content === undefined && !pointsBack;
  }
  if (meaning === 'spaceKey') return slots.space === undefined;
  if (meaning === 'labelId') return slots.labels === undefined && slots.ids?.label === undefined;
  if (meaning === 'query') return slots.topic === undefined;
  if (meaning === 'version') return slots.version === undefined && slots.content === undefined;
  return false;
}

function doesNotKnow(candidates: readonly Candidate[]): string {
  const tools = candidates.slice(0, 3).map(({ slug }) => `\`${slug.replace(/[^\w-]/g, '')}\``);
  const nearest =
    tools.length > 0
      ? ` The nearest tools I found are ${tools.join(', ')}, but they do not do what you asked.`
      : '';
  return `I do not know how to do that.${nearest} Nothing was changed.\n\n${ABILITIES}`;
}
