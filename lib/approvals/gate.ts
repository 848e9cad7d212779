import { type ActionKind, stricterKind } from '../domain/action-kind.ts';
import type { Target } from '../domain/change.ts';
import { type Grant, type PlaceRule, type Policy, RULES, type Rule } from '../domain/policy.ts';
import type { Taint } from '../toolkits/taint.ts';
import { toolSlug } from '../toolkits/tool-slug.ts';
import {
  alwaysAsks,
  describeAction,
  isKnownTool,
  kindOfTool,
  nameOfToolkit,
  toolkitOf,
} from '../toolkits/toolkits.ts';

/** What the gate looks at. `target` is null when nobody could say what the action writes to. */
export type GateQuestion = {
  action: { tool: string; kind: ActionKind };
  target: Target | null;
  policies: { instance: Policy; user: Policy };
  grants: Grant[];
  taint: Taint;
  risk: { losses: boolean; newLinks: boolean; noPreview: boolean };
};

/**
 * What the gate says. `reasons` are sentences for the card, or for the model when the answer is no; `rule` says for the
 * ledger what allowed or denied it, and is null when a person is asked. `mayRemember`: whether “always” would help.
 */
export type Judgement = { answer: Rule; reasons: string[]; rule: string | null; mayRemember: boolean };

/** What one rule says. `own` rules name the very tool. */
type Vote = { rule: Rule; words: string; own?: true };

/** An action as the gate sees it: the kind is the stricter of what the caller and the catalogue say. */
type Action = { tool: string; kind: ActionKind; known: boolean };

const LAYERS = ['instance', 'user'] as const;
const WHOSE = { instance: 'the operator’s rules', user: 'your settings' };
const DOING = { read: 'reading', write: 'writing', destructive: 'taking something away' } as const;
const SAYS = { allow: 'is allowed', ask: 'asks every time', deny: 'is not allowed' } as const;

/**
 * Whether an action may run, must be asked for, or may not run. Of the explicit rules that match the strictest holds; without
 * one, reads run and all else asks. Then what no rule can allow is seen to: losses, no preview, a whole space, and text of
 * others that may have asked for it. It is the only place that decides this.
 */
export function judge(question: GateQuestion): Judgement {
  const { target } = question;
  const here = judgeAt(question);
  // What is moved is written to where it leaves and where it goes.
  return target?.destination ? stricterOf(here, judgeAt({ ...question, target: target.destination })) : here;
}

/** The stricter of two answers, with all reasons for it. */
function stricterOf(one: Judgement, other: Judgement): Judgement {
  const both = [one, other];
  const answer = RULES.indexOf(one.answer) > RULES.indexOf(other.answer) ? one.answer : other.answer;
  const decisive = both.filter((judged) => judged.answer === answer);
  const rules = [...new Set(decisive.flatMap(({ rule }) => rule ?? []))];
  return {
    answer,
    reasons: [...new Set(decisive.flatMap(({ reasons }) => reasons))],
    rule: rules.length > 0 ? rules.join(' ') : null,
    mayRemember: answer === 'ask' && both.every((judged) => judged.answer === 'allow' || judged.mayRemember),
  };
}

function judgeAt(question: GateQuestion): Judgement {
  const tool = toolSlug(question.action.tool);
  const action: Action = {
    tool,
    kind: stricterKind(question.action.kind, kindOfTool(tool)),
    known: isKnownTool(tool),
  };
  const never = outOfBounds(tool);
  if (never !== null) return { answer: 'deny', reasons: [never], rule: never, mayRemember: false };

  const votes = votesOn(action, question);
  const { answer, words } = count(action, votes);
  const cautions = action.kind === 'read' ? [] : cautionsOn(action, question);
  if (answer === 'deny' || (answer === 'allow' && cautions.length === 0))
    return { answer, reasons: words, rule: words.join(' '), mayRemember: false };
  const granted: Vote = { rule: 'allow', words: '', own: true };
  return {
    answer: 'ask',
    reasons: [...new Set([...(answer === 'ask' ? words : []), ...cautions])],
    rule: null,
    mayRemember: cautions.length === 0 && count(action, [...votes, granted]).answer === 'allow',
  };
}

/** What could write where nobody looks. A batch is unwrapped before its actions are judged, so one here is inside another. */
function outOfBounds(tool: string): string | null {
  if (tool.startsWith('COMPOSIO_REMOTE_'))
    return 'Code that runs elsewhere could write where nobody is asked.';
  return tool === 'COMPOSIO_MULTI_EXECUTE_TOOL' ? 'A batch inside a batch is not looked into.' : null;
}

/** The strictest of the votes, with the words of all that say so; without a vote what is usual for the kind. */
function count(action: Action, votes: Vote[]): { answer: Rule; words: string[] } {
  // A general rule was not made for a tool that nobody knows: only its own can allow it.
  const counted = votes.filter((vote) => action.known || vote.own || vote.rule !== 'allow');
  const answer = RULES.findLast((rule) => counted.some((vote) => vote.rule === rule));
  if (answer !== undefined)
    return { answer, words: counted.filter(({ rule }) => rule === answer).map(({ words }) => words) };
  if (action.kind === 'read') return { answer: 'allow', words: ['Reads are allowed.'] };
  if (!action.known)
    return { answer: 'ask', words: ['Tributary does not know this tool, so it asks first.'] };
  return {
    answer: 'ask',
    words: [action.kind === 'write' ? 'Writes ask first.' : 'What takes something away asks first.'],
  };
}

function votesOn(action: Action, { policies, target, grants }: GateQuestion): Vote[] {
  return [
    ...LAYERS.flatMap((layer) => layerVotes(action, target, policies[layer], WHOSE[layer])),
    ...grants.filter((grant) => granted(grant, action, target)).map(grantVote),
  ];
}

function layerVotes(action: Action, target: Target | null, policy: Policy, whose: string): Vote[] {
  const votes: Vote[] = [];
  if (policy.readOnly && action.kind !== 'read')
    votes.push({ rule: 'deny', words: `By ${whose}, Tributary only reads.` });
  const ofKind = policy.kinds[action.kind];
  if (ofKind !== undefined)
    votes.push({ rule: ofKind, words: `By ${whose}, ${DOING[action.kind]} ${SAYS[ofKind]}.` });
  const ofTool = Object.hasOwn(policy.tools, action.tool) ? policy.tools[action.tool] : undefined;
  if (ofTool !== undefined)
    votes.push({
      rule: ofTool,
      words: `By ${whose}, “${toolName(action.tool)}” ${SAYS[ofTool]}.`,
      own: true,
    });
  return action.kind === 'read' ? votes : [...votes, ...placeVotes(action, target, policy.places, whose)];
}

function placeVotes(action: Action, target: Target | null, places: PlaceRule[], whose: string): Vote[] {
  const votes: Vote[] = [];
  let unsure = false;
  for (const place of places) {
    const matches = liesIn(target, place);
    if (matches === null && place.rule !== 'allow') unsure = true;
    // What is taken away is decided by a person, however much the place is trusted.
    if (!matches || (place.rule === 'allow' && action.kind !== 'write')) continue;
    const rule = place.rule === 'never' ? 'deny' : place.rule;
    votes.push({ rule, words: `By ${whose}, writing ${placeInWords(place)} ${SAYS[rule]}.` });
  }
  if (unsure)
    votes.push({
      rule: 'ask',
      words: `By ${whose}, some places have rules of their own, and it is not known where this writes.`,
    });
  return votes;
}

/** Whether the target lies in a place; null when nobody can say. */
function liesIn(target: Target | null, { type, value }: PlaceRule): boolean | null {
  if (target === null || target.type === 'unknown') return null;
  if (type === 'space') {
    const key = target.space?.key;
    return key ? sameKey(key, value) : null;
  }
  if (target.space === null) return null;
  return type === 'tree'
    ? target.id === value || target.ancestors.includes(value)
    : target.labels.some((label) => label.toLowerCase() === value.toLowerCase());
}

function placeInWords({ type, value, name }: PlaceRule): string {
  if (type === 'space') return `in the space ${name ? `${name} (${value})` : value}`;
  if (type === 'tree') return `to ${name ? `“${name}”` : `the page ${value}`} and below it`;
  return `to what is labelled “${value}”`;
}

function toolName(tool: string): string {
  return describeAction(tool, null).name;
}

/** A grant is for its tool only, and for its space where it names one. */
function granted(grant: Grant, action: Action, target: Target | null): boolean {
  if (toolSlug(grant.tool) !== action.tool) return false;
  return grant.spaceKey === null || sameKey(target?.space?.key ?? '', grant.spaceKey);
}

function grantVote({ tool, spaceKey }: Grant): Vote {
  const place = spaceKey === null ? '' : ` in the space ${spaceKey}`;
  return { rule: 'allow', words: `You said before that “${toolName(tool)}” is allowed${place}.`, own: true };
}

/** What makes it a matter for a person, whatever the rules allow. */
function cautionsOn({ tool }: Action, { target, taint, risk }: GateQuestion): string[] {
  const cautions: string[] = [];
  const always = alwaysAsks(tool);
  if (always !== null) cautions.push(always);
  if (risk.losses) cautions.push('Something would be lost.');
  if (risk.noPreview) cautions.push('What it will change cannot be shown.');
  const foreign = foreignText(taint, target, nameOfToolkit(toolkitOf(tool)));
  if (foreign !== null) cautions.push(foreign);
  if (risk.newLinks && taint.text !== 'none')
    cautions.push(
      'It adds links to other sites after text of others was read, which may have asked for them.',
    );
  return cautions;
}

/** Why text in the context may have asked for a write that its readers would not expect; null when it stays in its space. */
function foreignText(taint: Taint, target: Target | null, app: string): string | null {
  if (taint.text === 'none') return null;
  const mayAsk = 'was read before, and it may hold instructions that are not yours.';
  if (taint.text === 'unknown') return `Text from ${app} ${mayAsk}`;
  const { id, key } = (target?.type === 'unknown' ? null : target?.space) ?? { id: null, key: null };
  const stays = taint.ids.every((one) => one === id) && taint.keys.every((one) => sameKey(one, key ?? ''));
  if (stays && taint.ids.length + taint.keys.length > 0) return null;
  if (taint.ids.length > 1 || taint.keys.length > 1) return `Text from several spaces ${mayAsk}`;
  return `Text from ${id === null && key === null ? app : 'another space'} ${mayAsk}`;
}

/** Keys of any case are the same. */
function sameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
