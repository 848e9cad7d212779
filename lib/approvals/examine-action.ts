import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { appRest, type ConnectedRest } from '@/lib/composio/app-rest';
import type { SessionHolder } from '@/lib/composio/send-actions';
import { catalogueTool } from '@/lib/composio/tool-catalogue';
import { database } from '@/lib/db/client';
import { actions, approvals, changes, messages, toolCalls } from '@/lib/db/schema';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { PlannedChange, Target } from '../domain/change';
import type { Phrase, Words } from '../domain/phrase';
import { changeDigest } from '../ledger/change-digest';
import { restoreResults, wholeResult } from '../ledger/results';
import { gatePhrase } from '../phrases/gate-phrases';
import { NO_TAINT, type Told, taintOf } from '../toolkits/taint';
import { UNKNOWN_TARGET } from '../toolkits/to-plan';
import { kindOf, planChange, sentenceOf, toolkitOf } from '../toolkits/toolkits';
import { type GateQuestion, type Judgement, judge } from './gate';
import { rememberReads } from './known-reads';
import { missingFields } from './missing-fields';
import { getPolicies, listGrants } from './policies';
import { type Read, type SharedReads, sharedReads } from './shared-reads';

/** What is to be done with an action, and why. A plan is there for whatever would write. */
export type Examined =
  | {
      answer: 'allow';
      kind: ActionKind;
      plan: PlannedChange | null;
      rule: Words | null;
    }
  | { answer: 'ask'; kind: ActionKind; plan: PlannedChange; reasons: Phrase[]; mayRemember: boolean }
  | { answer: 'deny'; kind: ActionKind; plan: PlannedChange | null; reason: Words; rule: Words | null }
  /** It would surely fail: nobody is asked. `notConnected` is a toolkit that no account is connected for. */
  | { answer: 'impossible'; kind: ActionKind; reason: Words; notConnected?: string };

/**
 * Who asks, the rules that hold for them at this moment, the apps as they are at this moment, and what the model was answered so
 * far (each read once, if at all). Whoever looks again needs a new one.
 */
export type Asker = {
  conversationId: string;
  rules: Rules;
  answers: () => ReturnType<typeof answersIn>;
  app: (toolkit: string) => { rest: ConnectedRest; reads: SharedReads };
};
type Rules = Pick<GateQuestion, 'policies' | 'grants'>;

/** The rules of a person as they are now. */
export async function rulesOf(userId: string, conversationId: string): Promise<Rules> {
  const [policies, grants] = await Promise.all([getPolicies(userId), listGrants(userId, conversationId)]);
  return { policies, grants };
}

/** The one who asks in a conversation, as things are now. Actions of one call share it. */
export async function askerOf(holder: SessionHolder, conversationId: string): Promise<Asker> {
  let answers: ReturnType<typeof answersIn> | undefined;
  const apps = new Map<string, ReturnType<Asker['app']>>();
  return {
    conversationId,
    rules: await rulesOf(holder.userId, conversationId),
    app(toolkit) {
      const known = apps.get(toolkit);
      if (known !== undefined) return known;
      const rest = appRest(holder, toolkit);
      const app = { rest, reads: sharedReads(rest) };
      apps.set(toolkit, app);
      return app;
    },
    answers: () => {
      answers ??= answersIn(conversationId);
      return answers;
    },
  };
}

/** Looks at one action before it may run: plans the change that it would make, and passes it through the gate. */
export async function examineAction(
  { conversationId, rules, answers, app }: Asker,
  action: { tool: string; arguments: unknown },
): Promise<Examined> {
  const described = await catalogueTool(action.tool);
  const kind = kindOf(action.tool, described?.annotations);
  const asked = { action: { tool: action.tool, kind }, ...rules };
  const unread = { ...asked, target: null, taint: NO_TAINT, risk: NO_RISK };
  if (kind === 'read') return examinedRead(action, judge(unread));
  // What no target could make allowed need not be looked at.
  const blind = judge(unread);
  if (blind.answer === 'deny') return { answer: 'deny', kind, plan: null, ...denial(blind) };

  const missing = missingFields(described?.inputSchema ?? {}, action.arguments);
  if (missing.length)
    return { answer: 'impossible', kind, reason: gatePhrase.missingFields({ fields: missing }) };

  const toolkit = toolkitOf(action.tool);
  const { rest, reads } = app(toolkit);
  const read: Read[] = [];
  const plan = await planChange(reads.writingInto(read), action);
  if (rest.notConnected !== null)
    return { answer: 'impossible', kind, reason: rest.notConnected, notConnected: toolkit };
  if (!plan.possible) return { answer: 'impossible', kind, reason: plan.reason };

  const { change } = plan;
  const risk = {
    losses: change.losses.length > 0,
    newLinks: change.newLinks.length > 0,
    noPreview: change.noPreview !== null,
  };
  const first = judge({
    ...asked,
    target: change.target,
    taint: NO_TAINT,
    risk: { ...risk, newLinks: false },
  });
  // What the conversation has read matters only where nobody would be asked.
  const verdict =
    first.answer === 'allow'
      ? judge({
          ...asked,
          target: change.target,
          taint: taintOf(await answers()),
          risk: { ...risk, newLinks: await anyUnsaid(conversationId, change.newLinks) },
        })
      : first;
  const { answer, reasons, rule, mayRemember } = verdict;
  if (answer === 'allow') return { answer, kind, plan, rule: together(rule) };
  if (answer === 'deny') return { answer, kind, plan, ...denial(verdict) };
  rememberReads(digestOf(action, plan), read);
  // What is remembered holds for a space; without one, or with two, there is nothing to remember.
  const spaces = new Set([change.target, change.target.destination ?? change.target].map(keyOfSpace));
  const inSpace = spaces.size === 1 && !spaces.has(null);
  return { answer, kind, plan, reasons, mayRemember: mayRemember && inSpace };
}

function digestOf(
  { tool, arguments: args }: { tool: string; arguments: unknown },
  { change: { account }, fingerprint }: PlannedChange,
): string {
  return changeDigest({ tool, arguments: args, accountId: account?.id ?? null, fingerprint });
}

function examinedRead(action: { tool: string; arguments: unknown }, judged: Judgement): Examined {
  const kind = 'read';
  const { answer, reasons, rule, mayRemember } = judged;
  if (answer === 'allow') return { answer, kind, plan: null, rule: together(rule) };
  if (answer === 'deny') return { answer, kind, plan: null, ...denial(judged) };
  return { answer, kind, plan: unplanned(action), reasons, mayRemember };
}

function denial({ reasons, rule }: Judgement) {
  return { reason: together(reasons) ?? gatePhrase.notAllowed(), rule: together(rule) };
}

/** Phrases as one. */
function together(phrases: Phrase[] | null): Phrase | null {
  if (phrases === null || phrases.length < 2) return phrases?.[0] ?? null;
  return gatePhrase.sentences({ all: phrases });
}

function keyOfSpace({ space }: Target): string | null {
  return space?.key?.toLowerCase() ?? null;
}

const NO_RISK = { losses: false, newLinks: false, noPreview: false };

/** A read that a rule wants to be asked about has no change to show. */
function unplanned(action: { tool: string; arguments: unknown }): PlannedChange {
  const why = gatePhrase.onlyReads();
  return {
    possible: true,
    fingerprint: 'read',
    before: null,
    change: {
      sentence: sentenceOf(action.tool, action.arguments),
      target: UNKNOWN_TARGET,
      account: null,
      losses: [],
      newLinks: [],
      undo: { possible: false, words: gatePhrase.readNotUndone() },
      typeToAllow: null,
      noPreview: why,
      preview: { type: 'none', why },
    },
  };
}

/** What the model has been answered in a conversation so far: also a tool that nobody knows may bring text of others. */
async function answersIn(conversationId: string): Promise<Told[]> {
  const { tool, arguments: args, status } = actions;
  const answers = await database()
    .select({ tool, arguments: args, ...wholeResult(actions), summary: changes.summary, status })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .leftJoin(approvals, and(eq(approvals.actionId, actions.id), ne(approvals.status, 'replaced')))
    .leftJoin(changes, eq(changes.id, approvals.changeId))
    .where(and(eq(toolCalls.conversationId, conversationId), ne(actions.status, 'running')));
  const restored = await restoreResults(database(), answers);
  return restored.flatMap(({ summary, status, ...answer }): Told[] => {
    const space = summary?.target.space ?? null;
    if (status === 'succeeded') return [{ what: 'answer', ...answer, space }];
    // It was not done, but the model was told what it would have lost: names and words of its target.
    return summary?.losses.length ? [{ what: 'losses', space }] : [];
  });
}

/** Is there an address that the person has not written in the conversation? */
async function anyUnsaid(conversationId: string, links: string[]): Promise<boolean> {
  if (links.length === 0) return false;
  const said = await database()
    .select({ parts: messages.parts })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.role, 'user')));
  const text = said
    .flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')))
    .join('\n');
  return links.some((link) => !text.includes(link));
}
