import type { Line } from './line.ts';
import { atRest } from './measurements/at-rest.ts';
import { beforeModel } from './measurements/before-model.ts';
import { browser } from './measurements/browser.ts';
import { history } from './measurements/history.ts';
import { log } from './measurements/log.ts';
import { paced, shortTurns, unpaced } from './measurements/streams.ts';
import { tokens } from './measurements/tokens.ts';
import { toolCalls } from './measurements/tool-calls.ts';
import { watchers } from './measurements/watchers.ts';
import type { Setup } from './setup.ts';

type Measure = (setup: Setup) => Promise<Line[]>;

/** Every measurement by name, in the order in which they run. */
export function measurements(short: boolean): Record<string, Measure> {
  return {
    'at-rest': atRest(20),
    'before-model': beforeModel(short ? 40 : 100),
    'short-turn': shortTurns(short ? 60 : 200, short ? 2 : 3),
    'tool-calls': toolCalls(short ? 10 : 30),
    unpaced: unpaced(20, 400, short ? 2 : 4),
    'streams-20': paced(20, short ? 8 : 20, short ? 1 : 3),
    'streams-100': paced(100, short ? 8 : 20, short ? 1 : 3),
    watchers: watchers(100, 1000, short ? 16 : 30),
    'log-20': log(20, short ? 10 : 60),
    'log-100': log(100, short ? 10 : 60),
    tokens: tokens(!short),
    history: short ? history(20_000, 100_000) : history(200_000, 1_000_000),
    browser: browser(short ? 3 : 9),
    'streams-250': paced(250, short ? 10 : 60, 1),
  };
}
