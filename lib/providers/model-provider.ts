import type { JSONValue, LanguageModel } from 'ai';

/** Where a model is and how it is asked, as read from the provider's environment variables. */
export type ModelSettings = { apiKey: string; baseUrl: string; name: string };

/** Everything that the product knows of one model provider. `providers.ts` lists them. */
export type ModelProvider = {
  /** The AI SDK's own name of it: the key of its options and of its metadata in messages. */
  id: string;
  /** What people call it. */
  label: string;
  /** The environment variables that hold its settings. Where the key is not set, the provider is not used. */
  variables: Record<keyof ModelSettings, string>;
  /** What holds where a variable is not set. */
  defaults: Pick<ModelSettings, 'baseUrl' | 'name'>;
  /** Sent with every request: what is kept there, how much the model reasons. */
  options: Record<string, JSONValue>;
  /** What its error body says when a conversation is too long for the model. */
  tooLong: RegExp;
  /**
   * Makes one event of two of its stream that follow each other, where both are pieces of the same text; undefined where they
   * are not. The fewer events there are, the less the AI SDK has to do.
   */
  joinEvents: (last: StreamEvent, next: StreamEvent) => StreamEvent | undefined;
  /** Types of events that the AI SDK makes nothing of: it is spared them. */
  ignoredEvents: ReadonlySet<unknown>;
  /** Makes the model. Loads the provider's package only here, so that nobody pays for those that are not used. */
  model: (settings: ModelSettings, fetch: typeof globalThis.fetch) => Promise<LanguageModel>;
};

/** The JSON of an event in a model's stream. */
export type StreamEvent = Readonly<Record<string, unknown>>;
