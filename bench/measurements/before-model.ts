import { held, type Line, measured } from '../line.ts';
import { ask } from '../load.ts';
import type { Setup } from '../setup.ts';
import { median, quantile } from '../statistics.ts';
import type { Target } from '../targets/target.ts';

/** From when a message is sent until the model is asked, one at a time. */
export function beforeModel(rounds: number) {
  return async ({ ours, bare, model }: Setup): Promise<Line[]> => {
    const times = new Map<Target, number[]>([
      [ours, []],
      [bare, []],
    ]);
    for (let round = 0; round < rounds; round += 1)
      for (const [target, own] of times) {
        const { id, askedAt } = await ask(target, { tokens: 10, rate: 0 });
        const arrived: Record<string, string> = await (await fetch(`${model}/arrived`)).json();
        own.push(Number(BigInt(arrived[id] ?? 0) - askedAt) / 1e6);
      }
    const of = (target: Target, share: number) => quantile(times.get(target) ?? [], share);
    return [
      ...[ours, bare].flatMap((target) => [
        measured({ name: 'before-model-p50', target: target.name, value: of(target, 0.5), unit: 'ms' }),
        measured({ name: 'before-model-p95', target: target.name, value: of(target, 0.95), unit: 'ms' }),
      ]),
      held({
        name: 'before-model-over-bare',
        value: median(times.get(ours) ?? []) - of(bare, 0.5),
        unit: 'ms',
        budget: { atMost: 8 },
      }),
    ];
  };
}
