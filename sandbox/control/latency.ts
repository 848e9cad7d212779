import { z } from 'zod';
import { SURFACES, type Surface } from './surfaces.ts';

const milliseconds = z.number().min(0).max(60_000);
const oneSchema = z.union([
  milliseconds,
  z
    .strictObject({ min: milliseconds, max: milliseconds, seed: z.int().default(1) })
    .refine(({ min, max }) => min <= max, 'min must not be above max'),
]);

/** How long each surface takes before it does anything, in milliseconds: always the same, or between two bounds. */
export const latencySchema = z.partialRecord(z.enum(SURFACES), oneSchema);
type LatencySettings = z.infer<typeof latencySchema>;

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The latency settings. With bounds, the same seed gives the same row of times. */
export function createLatency() {
  const settings: LatencySettings = {};
  const sources = new Map<Surface, () => number>();

  return {
    read: (): LatencySettings => ({ ...settings }),
    /** Changes the surfaces named; a row of times begins anew. */
    change(changes: LatencySettings): void {
      for (const surface of SURFACES) {
        const wanted = changes[surface];
        if (wanted === undefined) continue;
        settings[surface] = wanted;
        sources.set(
          surface,
          typeof wanted === 'number'
            ? () => wanted
            : (
                (next) => () =>
                  wanted.min + next() * (wanted.max - wanted.min)
              )(randomNumbers(wanted.seed)),
        );
      }
    },
    clear(): void {
      for (const surface of SURFACES) delete settings[surface];
      sources.clear();
    },
    next: (surface: Surface): number => sources.get(surface)?.() ?? 0,
  };
}
export type Latency = ReturnType<typeof createLatency>;
