/** One thing a scripted turn of the model does, in order. */
export type ScriptedItem =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  /** A string goes out as it is, so that it can be no JSON at all. */
  | { type: 'tool_call'; name: string; arguments: string | Record<string, unknown> }
  | { type: 'refusal'; text: string }
  | { type: 'pause'; ms: number }
  /** As the first item an HTTP error, later an error event in the stream. */
  | { type: 'error'; status: number; code?: string; message: string; headers?: Record<string, string> }
  /** The connection ends here, without a last event. */
  | { type: 'cut' };

/** One answer of the model, given instead of what its rules would say. */
export type ScriptedTurn = {
  items: ScriptedItem[];
  /** Only for a request whose last user message contains this; other requests leave it waiting. */
  match?: string;
  usage?: { inputTokens: number; outputTokens: number };
};

/** Answers waiting to be given, first in first out. */
export type ModelScript = {
  add(turns: readonly ScriptedTurn[]): void;
  /** The first waiting turn that fits, taken out of the queue. */
  take(lastUserText: string): ScriptedTurn | undefined;
  waiting(): number;
  clear(): void;
};

/** An empty script: the model follows its rules until something is added. */
export function createModelScript(): ModelScript {
  let turns: ScriptedTurn[] = [];
  return {
    add: (more) => {
      turns.push(...more);
    },
    take: (lastUserText) => {
      const at = turns.findIndex((turn) => turn.match === undefined || lastUserText.includes(turn.match));
      return at < 0 ? undefined : turns.splice(at, 1)[0];
    },
    waiting: () => turns.length,
    clear: () => {
      turns = [];
    },
  };
}
