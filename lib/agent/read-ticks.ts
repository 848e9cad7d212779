import 'server-only';
import { tickLength } from '@/lib/domain/tick-length';

type Ticks = { streams: number; waiting: (() => void)[]; lastAt: number };

// Bundles have modules of their own: there must be one clock a process.
const kept = globalThis as { tributaryReadTicks?: Ticks };

function ticks(): Ticks {
  kept.tributaryReadTicks ??= { streams: 0, waiting: [], lastAt: 0 };
  return kept.tributaryReadTicks;
}

/** Counts a stream of a model until the answered function is called: the more there are, the less often each is read. */
export function countStream(): () => void {
  ticks().streams += 1;
  let counted = true;
  return () => {
    if (counted) ticks().streams -= 1;
    counted = false;
  };
}

/** Resolves when streams are read next. All of a process are read at the same moments, so that one timer serves them. */
export function nextTick(): Promise<void> {
  const { waiting, lastAt, streams } = ticks();
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1)
      setTimeout(tick, Math.max(0, lastAt + tickLength(streams) - performance.now()));
  });
}

function tick(): void {
  const { waiting } = ticks();
  Object.assign(ticks(), { waiting: [], lastAt: performance.now() });
  for (const resolve of waiting) resolve();
}
