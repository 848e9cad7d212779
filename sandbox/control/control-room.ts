import type { DatabaseSync } from 'node:sqlite';
import { defaultSettings, type Site } from '../confluence/site.ts';
import { createModelScript } from '../model/script.ts';
import { answerAround } from './around.ts';
import type { Wire } from './break-connection.ts';
import { createLatency } from './latency.ts';
import { padded } from './padded.ts';
import { createRecorder } from './recorder.ts';
import { createRules } from './rules.ts';

type Answer = (request: Request) => Response | Promise<Response>;

/** How long the model waits between two pieces of a streamed answer, in milliseconds. */
const PACE_MS = 8;

/**
 * Everything `/control` turns, in memory: faults, latency, the recorder, scripted turns, settings, the clock.
 * The parts of the sandbox are called through it, so that it can stand in the way.
 */
export function createControlRoom(options: { db: DatabaseSync; now: () => Date }) {
  let offsetMs = 0;
  const now = () => new Date(options.now().getTime() + offsetMs);
  const settings = { ...defaultSettings };
  const model = { paceMs: PACE_MS };
  const script = createModelScript();
  const rules = createRules();
  const latency = createLatency();
  const recorder = createRecorder();
  const site: Site = { db: options.db, now, settings, announce: () => {} };
  const tools = { site, rules, latency, recorder };

  return {
    site,
    model,
    script,
    rules,
    latency,
    recorder,
    offsetMs: () => offsetMs,
    /** Moves the clock of the whole sandbox forward, or back. */
    advance(ms: number): void {
      offsetMs += ms;
    },
    /** Answers a request from outside. */
    outside: (request: Request, wire: Wire, answer: Answer) =>
      answerAround(tools, request, { place: 'outside', wire }, answer),
    /** Answers a call that Composio makes to Confluence or to Atlassian's OAuth. */
    inside: (request: Request, answer: Answer) =>
      answerAround(tools, request, { place: 'composio', wire: undefined }, answer),
    /** Sends a webhook. */
    deliver: (request: Request) =>
      answerAround(tools, request, { place: 'composio', surface: 'webhooks', wire: undefined }, fetch),
    /** The data of a tool that was run, padded when a rule says so. */
    enlarge(slug: string, data: unknown): unknown {
      const bytes = rules.resultSize(slug);
      return bytes === undefined ? data : padded(data, bytes);
    },
    /** Everything as it was when the program started. */
    clear(): void {
      offsetMs = 0;
      Object.assign(settings, defaultSettings);
      model.paceMs = PACE_MS;
      script.clear();
      rules.clear();
      latency.clear();
      recorder.clear();
    },
  };
}
export type ControlRoom = ReturnType<typeof createControlRoom>;
