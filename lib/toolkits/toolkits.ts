import { type ActionKind, stricterKind } from '../domain/action-kind.ts';
import type { Plan, Target, UndoPlan } from '../domain/change.ts';
import { definePhrases, type Phrase, type PhraseBook, type Words } from '../domain/phrase.ts';
import type { ToolChoice } from '../domain/policy.ts';
import type { Rest } from '../domain/rest.ts';
import { BATCH_TOOL } from '../domain/tool-call.ts';
import { batchWords, composioToolkit } from './composio/composio.ts';
import { confluence } from './confluence/confluence.ts';
import { planBook, planPhrase } from './plan-phrases.ts';
import { unseenPlan } from './to-plan.ts';
import { toolSlug } from './tool-slug.ts';
import { asFields, titleCase } from './tool-words.ts';
import type {
  AskedWrite,
  DoneWrite,
  Drawing,
  Effect,
  EffectLookup,
  LostWrite,
  RestHabits,
  Tool,
  Toolkit,
  Unseen,
  WriteTool,
} from './toolkit.ts';

/** The toolkits that are described here, with Composio's own tools among them. Any other works too, the generic way. */
export const DESCRIBED_TOOLKITS: readonly Toolkit[] = [
  confluence,
  composioToolkit((tool) => describeAction(tool, null).name),
];

const TOOLS: ReadonlyMap<string, Tool> = new Map(
  DESCRIBED_TOOLKITS.flatMap(({ tools }) => tools.map((tool) => [tool.slug, tool] as const)),
);
const OWNERS: ReadonlyMap<string, string> = new Map(
  DESCRIBED_TOOLKITS.flatMap(({ slug, tools }) => tools.map((tool) => [tool.slug, slug] as const)),
);
const { book: wordsBook, phrase: wordsPhrase } = definePhrases('tool', {
  does: ({ tool, arguments: args }: { tool: string; arguments: string }) =>
    describeAction(tool, args).sentence,
});

/** What all toolkits say. */
export const TOOLKIT_BOOKS: readonly PhraseBook[] = [
  planBook,
  wordsBook,
  ...DESCRIBED_TOOLKITS.flatMap(({ phrases }) => phrases),
];

/** How texts of a format are drawn. */
export function findDrawing(format: string): Drawing | undefined {
  return DESCRIBED_TOOLKITS.find(({ drawing }) => drawing?.format === format)?.drawing;
}

/** What is known of a tool. */
export function findTool(tool: string): Tool | undefined {
  return TOOLS.get(toolSlug(tool));
}

function findWriteTool(tool: string): WriteTool | undefined {
  const found = findTool(tool);
  return found?.kind === 'read' ? undefined : found;
}

function findToolkit(slug: string): Toolkit | undefined {
  return DESCRIBED_TOOLKITS.find((toolkit) => toolkit.slug === slug);
}

/** The toolkit that a tool belongs to. Composio begins a tool's slug with its toolkit's. */
export function toolkitOf(tool: string): string {
  const slug = toolSlug(tool);
  return OWNERS.get(slug) ?? slug.split('_', 1).join('').toLowerCase();
}

/** What people call an app: its name, or its slug in a better case. */
export function nameOfToolkit(slug: string): string {
  return findToolkit(slug)?.name ?? titleCase(slug);
}

/** How an app's REST API is spoken to, where that is known. */
export function restHabits(toolkit: string): RestHabits | undefined {
  return findToolkit(toolkit)?.rest;
}

/** What the model is told of working in these toolkits. */
export function toolkitInstructions(toolkits: readonly string[]): string[] {
  return toolkits.flatMap((slug) => findToolkit(slug)?.instructions ?? []);
}

/** The tools of these toolkits that the model is told of without a search, by their slugs, with the optional fields that are used. */
export function coreTools(toolkits: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(toolkits.flatMap((slug) => Object.entries(findToolkit(slug)?.coreTools ?? {})));
}

/** Fields of a tool's answer that say nothing to the model. */
export function noiseIn(tool: string): readonly string[] {
  return findToolkit(toolkitOf(tool))?.noise ?? [];
}

/** Whether it is a tool that somebody described. */
export function isKnownTool(tool: string): boolean {
  return findTool(tool) !== undefined;
}

/** What a tool does to the app. An unknown one counts as `write`. */
export function kindOfTool(tool: string): ActionKind {
  return findTool(tool)?.kind ?? 'write';
}

/** The hints of a tool in MCP's `tools/list`. One that is not there says nothing. */
type ToolAnnotations = { readOnlyHint?: boolean | undefined; destructiveHint?: boolean | undefined };

/**
 * What a tool does to the app, by its description and by its annotations: the stricter holds. An unknown tool stays a `write`
 * even when it is said to be read-only: whoever adds a tool writes its hints, too. Composio's own tools are what we say; their
 * hints speak of connections and of what a batch may carry.
 */
export function kindOf(tool: string, annotations: ToolAnnotations = {}): ActionKind {
  const kind = kindOfTool(tool);
  if (isKnownTool(tool) && toolkitOf(tool) === 'composio') return kind;
  if (annotations.destructiveHint === true) return 'destructive';
  return annotations.readOnlyHint === false ? stricterKind(kind, 'write') : kind;
}

/** Why a person is asked for this tool whatever the rules allow; null for most. */
export function alwaysAsks(tool: string): Phrase | null {
  return findWriteTool(tool)?.alwaysAsks ?? null;
}

/** How the model can make a change of this tool without losing anything; null where nothing is known. */
export function adviceToKeep(tool: string): string | null {
  return findWriteTool(tool)?.keeps ?? null;
}

/** Whether a later proposal of this tool for the same target stands in for an earlier one. */
export function replacesText(tool: string): boolean {
  return findWriteTool(tool)?.replacesText ?? false;
}

/**
 * Puts a tool call into words for a card or a list. `args` and `result` may be anything: an object, its JSON as text,
 * half of either while it is still streaming, or nothing. What cannot be read is left out; it never throws.
 */
export function describeAction(
  tool: string,
  args: unknown,
  result: unknown = null,
): { name: string; sentence: string } {
  const slug = toolSlug(tool);
  const words = slug === BATCH_TOOL ? batchWords : findTool(tool)?.words;
  const name = words?.name ?? (titleCase(withoutToolkit(slug)) || 'Unnamed tool');
  return { name, sentence: words?.sentence?.(asFields(args), asFields(result)) ?? name };
}

function withoutToolkit(slug: string): string {
  const prefix = `${toolkitOf(slug).toUpperCase()}_`;
  return findToolkit(toolkitOf(slug)) && slug.startsWith(prefix) ? slug.slice(prefix.length) : slug;
}

/**
 * Looks at what a writing tool would do, as the app is now. It never throws: what would surely fail is not possible and says why;
 * what cannot be looked at is possible all the same, without a preview.
 * @param rest of the tool's toolkit
 */
export async function planChange(
  rest: Rest,
  { tool, arguments: args }: { tool: string; arguments: unknown },
): Promise<Plan> {
  const plan = (await findWriteTool(tool)?.plan?.(rest, args)) ?? {
    unseen: await unplanned(rest, tool, args),
  };
  return 'unseen' in plan ? unseenPlan({ tool, sentence: sentenceOf(tool, args) }, plan.unseen) : plan;
}

/** Of a tool that has no plan. */
async function unplanned(rest: Rest, tool: string, args: unknown): Promise<Unseen> {
  const account = (await findToolkit(toolkitOf(tool))?.account?.(rest)) ?? null;
  return { text: args, typeToAllow: null, why: planPhrase.notKnownBeforehand({ tool }), account };
}

/** What a call does, as its arguments tell it, to be kept: of the arguments only those that the sentence quotes, since the ledger stays. */
export function sentenceOf(tool: string, args: unknown): Phrase {
  const quoted = new Map<string, unknown>();
  const watched = new Proxy(asFields(args), {
    get(given, name) {
      const value = Reflect.get(given, name);
      if (typeof name === 'string' && value !== undefined) quoted.set(name, value);
      return value;
    },
  });
  describeAction(tool, watched);
  // As JSON, so that nothing that a model wrote is taken for a phrase.
  return wordsPhrase.does({ tool, arguments: JSON.stringify(briefly(Object.fromEntries(quoted))) });
}

/** Nothing is quoted beyond this: longer texts and lists are cut where they are shown. */
const MOST = 100;

function briefly(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.trim().slice(0, MOST);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 2) return null;
  if (Array.isArray(value)) return value.slice(0, MOST).map((inner) => briefly(inner, depth + 1));
  const entries = Object.entries(value).slice(0, MOST);
  return Object.fromEntries(entries.map(([name, inner]) => [name, briefly(inner, depth + 1)]));
}

/** What it takes to undo a write that was carried out, as the app is now; or why that cannot be. It only reads. */
export async function planUndo(
  rest: Rest,
  { tool, ...done }: DoneWrite & { tool: string },
): Promise<UndoPlan> {
  const known = findWriteTool(tool)?.undo;
  if (known !== undefined) return known(rest, done);
  return { possible: false, reason: planPhrase.notKnownBefore(), url: null };
}

const NO_EFFECT: Effect = {
  id: null,
  title: null,
  versionAfter: null,
  partVersion: null,
};

/** What the answer of a write tells. It never throws. */
export function effectOf(tool: string, args: unknown, result: unknown): Effect {
  return findWriteTool(tool)?.effect?.(args, result) ?? NO_EFFECT;
}

/** How to find out whether a write happened. Null for writes whose effect cannot be told apart; a person has to look. */
export function effectLookup({ tool, ...write }: LostWrite & { tool: string }): EffectLookup | null {
  return findWriteTool(tool)?.lookUp?.(write) ?? null;
}

/** The same arguments with the action's mark in them, where the tool takes one; others as they are. */
export function signVersion(
  tool: string,
  args: Record<string, unknown>,
  actionId: string,
): Record<string, unknown> {
  return findWriteTool(tool)?.sign?.(args, actionId) ?? args;
}

/** The arguments of a waiting write for its target as it is now. */
export async function refreshArguments(
  rest: Rest,
  { tool, ...asked }: AskedWrite & { tool: string },
): Promise<unknown> {
  const refresh = findWriteTool(tool)?.refresh;
  return refresh === undefined ? asked.arguments : refresh(rest, asked);
}

/** Who changed a target of this tool since it was looked at; null when nobody did, or nobody can say. */
export async function whoMovedIt(rest: Rest, tool: string, target: Target): Promise<Words | null> {
  return (await findToolkit(toolkitOf(tool))?.whoMovedIt?.(rest, target)) ?? null;
}

/** What carries a tool out over REST; undefined for those that Composio carries out. */
export function ownRun(tool: string): WriteTool['run'] {
  return findWriteTool(tool)?.run;
}

type OwnTool = NonNullable<Tool['offer']>;

/** Our own tools for these toolkits, as the model gets them. */
export function ownTools(toolkits: readonly string[]): OwnTool[] {
  return DESCRIBED_TOOLKITS.filter(({ slug }) => toolkits.includes(slug)).flatMap(({ tools }) =>
    tools.flatMap(({ offer }) => offer ?? []),
  );
}

/** A tool of ours by the name that the model calls it by. */
export function ownTool(name: string): OwnTool | undefined {
  return DESCRIBED_TOOLKITS.flatMap(({ tools }) => tools).find(({ offer }) => offer?.name === name)?.offer;
}

/** The tools of ours whose answer is described for the model, by the names that it calls them by. */
export const DESCRIBING_TOOLS: readonly string[] = DESCRIBED_TOOLKITS.flatMap(({ tools }) =>
  tools.flatMap(({ offer }) => (offer?.describe ? [offer.name] : [])),
);

/** What the answer of such a tool comes to, as the model reads it; null for any other tool. */
export function describeResult(name: string, result: unknown): Words | null {
  return ownTool(name)?.describe?.(result) ?? null;
}

/** How the model is to read the answers of a tool of ours. */
export function guideTo(name: string): string | undefined {
  return ownTool(name)?.guide;
}

/** The tools of these toolkits that rules can name: what an action is carried out with. */
export function toolChoices(toolkits: readonly string[]): ToolChoice[] {
  const isCarriedOut = (tool: Tool) => !tool.offer || ownRun(tool.slug) !== undefined;
  return DESCRIBED_TOOLKITS.filter(({ slug }) => toolkits.includes(slug)).flatMap(({ tools }) =>
    tools.filter(isCarriedOut).map(({ slug, kind, words }) => ({ tool: slug, name: words.name, kind })),
  );
}
