import type { Line } from './line.ts';
import { beforeModel } from './measurements/before-model.ts';
import { paced, shortTurns, unpaced } from './measurements/streams.ts';
import { toolCalls } from './measurements/tool-calls.ts';
import type { Setup } from './setup.ts';

type Measure = (setup: Setup) => Promise<Line[]>;

/** Every measurement by name, in the order in which they run. */
export function measurements(short: boolean): Record<string, Measure> {
  return {
    'before-model': beforeModel(short ? 40 : 100),
    'short-turn': shortTurns(short ? 60 : 200, short ? 2 : 3),
    'tool-calls': toolCalls(short ? 10 : 30),
    unpaced: unpaced(20, 400, short ? 2 : 4),
    'streams-20': paced(20, short ? 8 : 20, short ? 1 : 3),
    'streams-100': paced(100, short ? 8 : 20, short ? 1 : 3),
    'streams-250': paced(250, short ? 10 : 60, 1),
  };
}
