import { type ActionKind, stricterKind } from '../domain/action-kind.ts';
import type { Target } from '../domain/change.ts';
import { type Phrase, uniquePhrases } from '../domain/phrase.ts';
import { type Grant, type PlaceRule, type Policy, RULES, type Rule } from '../domain/policy.ts';
import { BATCH_TOOL } from '../domain/tool-call.ts';
import { gatePhrase } from '../phrases/gate-phrases.ts';
import type { Taint } from '../toolkits/taint.ts';
import { toolSlug } from '../toolkits/tool-slug.ts';
import { alwaysAsks, isKnownTool, kindOfTool, toolkitOf } from '../toolkits/toolkits.ts';

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
 * What the gate says. `reasons` are for the card, or for the model when the answer is no; `rule` says for the
 * ledger what allowed or denied it, and is null when a person is asked. `mayRemember`: whether “always” would help.
 */
export type Judgement = { answer: Rule; reasons: Phrase[]; rule: Phrase[] | null; mayRemember: boolean };

/** What one rule says. `own` rules name the very tool. */
type Vote = { rule: Rule; words: Phrase; own?: true };

/** An action as the gate sees it: the kind is the stricter of what the caller and the catalogue say. */
type Action = { tool: string; kind: ActionKind; known: boolean };

const ALLOWED = { rule: 'allow', own: true } as const;
const LAYERS = ['instance', 'user'] as const;
type Layer = (typeof LAYERS)[number];

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
  const rules = uniquePhrases(decisive.flatMap(({ rule }) => rule ?? []));
  return {
    answer,
    reasons: uniquePhrases(decisive.flatMap(({ reasons }) => reasons)),
    rule: rules.length > 0 ? rules : null,
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
  if (never !== null) return { answer: 'deny', reasons: [never], rule: [never], mayRemember: false };

  const votes = votesOn(action, question);
  const { answer, words } = count(action, votes);
  const cautions = action.kind === 'read' ? [] : cautionsOn(action, question);
  if (answer === 'deny' || (answer === 'allow' && cautions.length === 0))
    return { answer, reasons: words, rule: words, mayRemember: false };
  return {
    answer: 'ask',
    reasons: uniquePhrases([...(answer === 'ask' ? words : []), ...cautions]),
    rule: null,
    mayRemember: cautions.length === 0 && strictest(action, [...votes, ALLOWED]).answer === 'allow',
  };
}

/** What could write where nobody looks. A batch is unwrapped before its actions are judged, so one here is inside another. */
function outOfBounds(tool: string): Phrase | null {
  if (tool.startsWith('COMPOSIO_REMOTE_')) return gatePhrase.codeElsewhere();
  return tool === BATCH_TOOL ? gatePhrase.batchInBatch() : null;
}

/** The strictest of the votes, with the words of all that say so; without a vote what is usual for the kind. */
function count(action: Action, votes: Vote[]): { answer: Rule; words: Phrase[] } {
  const { answer, counted } = strictest(action, votes);
  if (answer !== undefined)
    return { answer, words: counted.filter(({ rule }) => rule === answer).map(({ words }) => words) };
  if (action.kind === 'read') return { answer: 'allow', words: [gatePhrase.readsAllowed()] };
  if (!action.known) return { answer: 'ask', words: [gatePhrase.unknownTool()] };
  return {
    answer: 'ask',
    words: [action.kind === 'write' ? gatePhrase.writesAsk() : gatePhrase.removalsAsk()],
  };
}

/** The strictest rule of those that count, if any does. */
function strictest<Counted extends Omit<Vote, 'words'>>(action: Action, votes: Counted[]) {
  // A general rule was not made for a tool that nobody knows: only its own can allow it.
  const counted = votes.filter((vote) => action.known || vote.own || vote.rule !== 'allow');
  return { answer: RULES.findLast((rule) => counted.some((vote) => vote.rule === rule)), counted };
}

function votesOn(action: Action, { policies, target, grants }: GateQuestion): Vote[] {
  return [
    ...LAYERS.flatMap((layer) => layerVotes(action, target, policies[layer], layer)),
    ...grants.filter((grant) => granted(grant, action, target)).map(grantVote),
  ];
}

function layerVotes(action: Action, target: Target | null, policy: Policy, layer: Layer): Vote[] {
  const votes: Vote[] = [];
  if (policy.readOnly && action.kind !== 'read')
    votes.push({ rule: 'deny', words: gatePhrase.readOnly({ layer }) });
  const ofKind = policy.kinds[action.kind];
  if (ofKind !== undefined)
    votes.push({ rule: ofKind, words: gatePhrase.ofKind({ layer, kind: action.kind, rule: ofKind }) });
  const ofTool = Object.hasOwn(policy.tools, action.tool) ? policy.tools[action.tool] : undefined;
  if (ofTool !== undefined)
    votes.push({
      rule: ofTool,
      words: gatePhrase.ofTool({ layer, tool: action.tool, rule: ofTool }),
      own: true,
    });
  return action.kind === 'read' ? votes : [...votes, ...placeVotes(action, target, policy.places, layer)];
}

function placeVotes(action: Action, target: Target | null, places: PlaceRule[], layer: Layer): Vote[] {
  const votes: Vote[] = [];
  let unsure = false;
  for (const place of places) {
    const matches = liesIn(target, place);
    if (matches === null && place.rule !== 'allow') unsure = true;
    // What is taken away is decided by a person, however much the place is trusted.
    if (!matches || (place.rule === 'allow' && action.kind !== 'write')) continue;
    const rule = place.rule === 'never' ? 'deny' : place.rule;
    const { type, value, name = null } = place;
    votes.push({ rule, words: gatePhrase.ofPlace({ layer, place: { type, value, name }, rule }) });
  }
  if (unsure) votes.push({ rule: 'ask', words: gatePhrase.unsurePlace({ layer }) });
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

/** A grant is for its tool only, and for its space where it names one. */
function granted(grant: Grant, action: Action, target: Target | null): boolean {
  if (toolSlug(grant.tool) !== action.tool) return false;
  return grant.spaceKey === null || sameKey(target?.space?.key ?? '', grant.spaceKey);
}

function grantVote({ tool, spaceKey }: Grant): Vote {
  return { rule: 'allow', words: gatePhrase.granted({ tool, spaceKey }), own: true };
}

/** What makes it a matter for a person, whatever the rules allow. */
function cautionsOn({ tool }: Action, { target, taint, risk }: GateQuestion): Phrase[] {
  const cautions: Phrase[] = [];
  const always = alwaysAsks(tool);
  if (always !== null) cautions.push(always);
  if (risk.losses) cautions.push(gatePhrase.losses());
  if (risk.noPreview) cautions.push(gatePhrase.unseen());
  const foreign = foreignText(taint, target, toolkitOf(tool));
  if (foreign !== null) cautions.push(foreign);
  if (risk.newLinks && taint.text !== 'none') cautions.push(gatePhrase.newLinks());
  return cautions;
}

/** Why text in the context may have asked for a write that its readers would not expect; null when it stays in its space. */
function foreignText(taint: Taint, target: Target | null, toolkit: string): Phrase | null {
  if (taint.text === 'none') return null;
  if (taint.text === 'unknown') return gatePhrase.textOfApp({ toolkit });
  const { id, key } = (target?.type === 'unknown' ? null : target?.space) ?? { id: null, key: null };
  const stays = taint.ids.every((one) => one === id) && taint.keys.every((one) => sameKey(one, key ?? ''));
  if (stays && taint.ids.length + taint.keys.length > 0) return null;
  if (taint.ids.length > 1 || taint.keys.length > 1) return gatePhrase.textOfSpaces();
  return id === null && key === null ? gatePhrase.textOfApp({ toolkit }) : gatePhrase.textOfOtherSpace();
}

/** Keys of any case are the same. */
function sameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
