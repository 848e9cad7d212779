import type { ActionKind } from '../domain/action-kind.ts';
import { definePhrases } from '../domain/phrase.ts';
import type { PlaceRule, Rule } from '../domain/policy.ts';
import { describeAction, nameOfToolkit } from '../toolkits/toolkits.ts';

type Layer = 'instance' | 'user';
const WHOSE = { instance: 'the operator’s rules', user: 'your settings' };
const DOING = { read: 'reading', write: 'writing', destructive: 'taking something away' } as const;
const SAYS = { allow: 'is allowed', ask: 'asks every time', deny: 'is not allowed' } as const;

type Place = Pick<PlaceRule, 'type' | 'value'> & { name: string | null };

function placeInWords({ type, value, name }: Place): string {
  if (type === 'space') return `in the space ${name ? `${name} (${value})` : value}`;
  if (type === 'tree') return `to ${name ? `“${name}”` : `the page ${value}`} and below it`;
  return `to what is labelled “${value}”`;
}

function nameOf(tool: string): string {
  return describeAction(tool, null).name;
}

const MAY_ASK = 'was read before, and it may hold instructions that are not yours.';

/** Why the gate lets an action run, asks, or says no; and what else is said where an action is looked at and decided. */
export const { book: gateBook, phrase: gatePhrase } = definePhrases('gate', {
  /** One after the other. */
  sentences: ({ all }: { all: string[] }) => all.join(' '),
  codeElsewhere: () => 'Code that runs elsewhere could write where nobody is asked.',
  batchInBatch: () => 'A batch inside a batch is not looked into.',
  readsAllowed: () => 'Reads are allowed.',
  unknownTool: () => 'Tributary does not know this tool, so it asks first.',
  writesAsk: () => 'Writes ask first.',
  removalsAsk: () => 'What takes something away asks first.',
  readOnly: ({ layer }: { layer: Layer }) => `By ${WHOSE[layer]}, Tributary only reads.`,
  ofKind: ({ layer, kind, rule }: { layer: Layer; kind: ActionKind; rule: Rule }) =>
    `By ${WHOSE[layer]}, ${DOING[kind]} ${SAYS[rule]}.`,
  ofTool: ({ layer, tool, rule }: { layer: Layer; tool: string; rule: Rule }) =>
    `By ${WHOSE[layer]}, “${nameOf(tool)}” ${SAYS[rule]}.`,
  ofPlace: ({ layer, place, rule }: { layer: Layer; place: Place; rule: Rule }) =>
    `By ${WHOSE[layer]}, writing ${placeInWords(place)} ${SAYS[rule]}.`,
  unsurePlace: ({ layer }: { layer: Layer }) =>
    `By ${WHOSE[layer]}, some places have rules of their own, and it is not known where this writes.`,
  granted: ({ tool, spaceKey }: { tool: string; spaceKey: string | null }) =>
    `You said before that “${nameOf(tool)}” is allowed${spaceKey === null ? '' : ` in the space ${spaceKey}`}.`,
  losses: () => 'Something would be lost.',
  unseen: () => 'What it will change cannot be shown.',
  newLinks: () =>
    'It adds links to other sites after text of others was read, which may have asked for them.',
  textOfApp: ({ toolkit }: { toolkit: string }) => `Text from ${nameOfToolkit(toolkit)} ${MAY_ASK}`,
  textOfSpaces: () => `Text from several spaces ${MAY_ASK}`,
  textOfOtherSpace: () => `Text from another space ${MAY_ASK}`,

  missingFields: ({ fields }: { fields: string[] }) => `These fields are missing: ${fields.join(', ')}.`,
  notAllowed: () => 'It is not allowed.',
  onlyReads: () => 'It only reads.',
  readNotUndone: () => 'Reading changes nothing, so there is nothing to take back.',
  lookedAgain: () => 'You asked to look again.',
  betterProposal: () => 'Tributary made a better proposal in its place.',
  personRefused: ({ reason }: { reason: string | null }) =>
    `The person did not allow this${reason === null ? '.' : `, and said: ${reason}`}`,
  notWhatWasShown: () => 'It is not what was shown to the person, so it was not run.',
  notLookedAtAgain: () => 'It could not be looked at again.',
  moved: () => 'What it would change has changed since you were asked.',
  lookAgain: () => 'Look again.',
  allowedLongAgo: () => 'You allowed this before, but it was not done then. Decide again.',

  nobodyAsked: () => 'Nobody asked for this decision.',
  decidedAlready: () => 'This has been decided already.',
  timeIsOver: () => 'The time to decide on this is over.',
  altered: () => 'This is not what was shown.',
  typeToAllow: ({ text }: { text: string }) => `Type “${text}” to allow this.`,
});
