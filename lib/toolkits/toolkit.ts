import type { ActionKind } from '../domain/action-kind.ts';
import type { ChangeSummary, Place, Plan, Target, UndoPlan } from '../domain/change.ts';
import type { Phrase, PhraseBook, Words } from '../domain/phrase.ts';
import type { Block, DiffRow, People } from '../domain/preview.ts';
import type { Rest, WritableRest } from '../domain/rest.ts';

/** What the product knows of an app. What is left out goes the generic way: it asks, and shows the arguments. */
export type Toolkit = {
  /** As Composio and the configuration call it. */
  slug: string;
  /** As people call it. */
  name: string;
  tools: readonly Tool[];
  /** What the model is told of working in it. */
  instructions?: string;
  /** The tools that most requests need, by their slugs, each with the optional fields that are used. */
  coreTools?: Readonly<Record<string, readonly string[]>>;
  /** Fields of its answers that say nothing to the model, wherever they stand. */
  noise?: readonly string[];
  /** How its REST API is spoken to, beyond what all have in common. */
  rest?: RestHabits;
  /** Who acts: the connected person. Null when the app does not say. */
  account?: (rest: Rest) => Promise<Account>;
  /** Who changed a target since it was looked at. Null when nobody did, or nobody can say. */
  whoMovedIt?: (rest: Rest, target: Target) => Promise<Words | null>;
  /** How the texts of its previews are drawn. */
  drawing?: Drawing;
  /** All phrases of its tools. */
  phrases: readonly PhraseBook[];
  /** The places of things that these answers tell, by the things' ids: other answers may name only those. */
  placesIn?: (answers: Answer[]) => ReadonlyMap<string, Source>;
};

/** What is known of one of its tools. Whatever must be typed before it is allowed, its plan says. */
export type Tool = ReadTool | WriteTool;

type Described = {
  /** In capitals; for a tool of Composio its own. */
  slug: string;
  words: ToolWords;
  /** For a tool of ours, beside Composio's: how the model gets it, and what a call of it comes to. */
  offer?: Offer;
};

export type ReadTool = Described & { kind: 'read'; texts: TextsOf };

export type WriteTool = Described & {
  kind: Exclude<ActionKind, 'read'>;
  /** What it would do, as the app is now; or what is known of it where that could not be looked at. It never throws. */
  plan?: (rest: Rest, args: unknown) => Promise<Plan | { unseen: Unseen }>;
  /** What undoing it would take, as the app is now. It only reads. */
  undo?: (rest: Rest, done: DoneWrite) => Promise<UndoPlan>;
  /** What its answer tells. It never throws. */
  effect?: (args: unknown, result: unknown) => Effect;
  /** How to find out whether it happened, when no answer came; null when nothing could tell. */
  lookUp?: (write: LostWrite) => EffectLookup | null;
  /** Left out where it answers nothing but what was written. */
  texts?: TextsOf;
  /** Its arguments for the target as it is now, where that moved on after they were made. */
  refresh?: (rest: Rest, asked: AskedWrite) => Promise<unknown>;
  /** Its arguments with the mark of the action in them, so that what it makes can be told apart. */
  sign?: (args: Record<string, unknown>, actionId: string) => Record<string, unknown>;
  /** Carries it out over REST, where no tool of Composio does. Throws as `WritableRest.send` does. */
  run?: (rest: WritableRest, args: unknown) => Promise<unknown>;
  /** Why a person is asked whatever the rules allow. */
  alwaysAsks?: Phrase;
  /** How the model can make the same change without losing anything, for the end of a sentence. */
  keeps?: string;
  /** It replaces a whole text, so a later proposal for the same target stands in for an earlier one. */
  replacesText?: true;
};

/** A tool in words: its name, and what one call of it does, as far as arguments and result tell. */
export type ToolWords = {
  name: string;
  sentence?: (args: Record<string, unknown>, result: Record<string, unknown>) => string | null;
};

export type RestHabits = {
  /** What it asks of clients that write. */
  writeHeaders: Record<string, string>;
  /** Its own words in an answer that refuses, or null when there are none. */
  wordsOf: (data: unknown) => Words | null;
};

/** How texts of one format are drawn, with the names of the people in them. A text that cannot be read is drawn as nothing. */
export type Drawing = {
  format: string;
  text: (text: string, people: People) => Block[];
  comparison: (texts: { before: string; after: string }, people: People) => DiffRow[];
};

export type Account = ChangeSummary['account'];

/** What is known of an action that could not be looked at. */
export type Unseen = {
  /** What of its arguments may hold links; which of them were there before nobody can say. */
  text: unknown;
  typeToAllow: string | null;
  /** Why nothing is shown. */
  why: Words;
  account: Account;
};

/** A write that was carried out: `result` as the tool answered, `before` as its plan kept it. */
export type DoneWrite = { arguments: unknown; result: unknown; before: unknown };

/** A write that waits; `call` is what the model called, `edited` says that a person wrote the arguments. */
export type AskedWrite = {
  actionId: string;
  arguments: unknown;
  call: { tool: string; arguments: unknown };
  edited: boolean;
};

/** What the answer of a write tells; null is what it does not. */
export type Effect = {
  /** Of what was made or written to: a page, a comment, a property. */
  id: string | null;
  title: string | null;
  /** The version that a text has now. */
  versionAfter: number | null;
  /** The version of a comment or property, which leaves what it is on at the version it had. */
  partVersion: number | null;
};

/** A write of which nobody knows whether it happened. */
export type LostWrite = { id: string; arguments: unknown; startedAt: Date };

/** What a look into the app tells of a lost write, in a sentence a person can check. */
export type Finding = { status: 'succeeded' | 'failed' | 'unknown'; found: Phrase };

/** The read that shows whether a write happened, and how to read its answer. */
export type EffectLookup = {
  tool: string;
  arguments: Record<string, unknown>;
  /** @param data the answer of the read; `null` when the app said that there is no such thing */
  read: (data: unknown) => Finding;
  /** Whether the words of a refusal say that there is no such thing. */
  saysMissing: (refusal: string) => boolean;
};

/** Where a text came from. REST names a place now by its id and now by its key, so both are kept. */
export type Source = Pick<Place, 'id' | 'key'>;

/** What a tool answered: `arguments` help to tell where a bare list is from, `space` is where a write went. */
export type Answer = { tool: string; result: unknown; arguments?: unknown; space?: Source | null };

/**
 * Where the texts of others in an answer are from: one entry a text, null for one that could be from anywhere; empty when there
 * are none. `places` are those of things that other answers told.
 */
export type TextsOf = (answer: Answer, places: ReadonlyMap<string, Source>) => (Source | null)[];

/** A tool of ours as the model gets it. */
type Offer = {
  name: string;
  /** In few words: each request has them. What is only needed with an answer is its `guide`. */
  description: string;
  inputSchema: Record<string, unknown>;
  /** How the model is to read its answer, and what it can do with it. */
  guide?: string;
  /** What its answer comes to, as the model reads it; left out where that is the app's own answer. */
  describe?: (result: unknown) => Words;
  /** @param look reads with another tool of the toolkit, if the rules let that be read without asking anybody */
  call: (args: unknown, look: Look) => Promise<OwnCall>;
};

export type Look = (
  tool: string,
  args: Record<string, unknown>,
) => Promise<{ data: unknown } | { refusal: Words }>;

/** What a call of our own tool comes to: one action in the app, or nothing, in words for the model why. */
export type OwnCall =
  | { does: 'read'; action: OwnAction }
  | { does: 'edit'; action: OwnAction }
  | { does: 'nothing'; reason: Words };

type OwnAction = { tool: string; arguments: Record<string, unknown> };
