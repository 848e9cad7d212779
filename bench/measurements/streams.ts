import { held, type Line, measured } from '../line.ts';
import { type Answered, askMany } from '../load.ts';
import { cpuOf } from '../processes.ts';
import type { Setup } from '../setup.ts';
import { median, quantile } from '../statistics.ts';
import type { Target } from '../targets/target.ts';

const RATE = 50;

type Run = { answers: Answered[]; app: number; postgres: number };

async function runOf(target: Target, number: number, tokens: number, rate: number): Promise<Run> {
  const [app, postgres] = [cpuOf(target.pid), target.postgres ? cpuOf(target.postgres) : 0];
  const answers = await askMany(target, number, { tokens, rate }, rate ? 1000 : 0);
  return {
    answers,
    app: cpuOf(target.pid) - app,
    postgres: (target.postgres ? cpuOf(target.postgres) : 0) - postgres,
  };
}

/** A B A B: each target in turn, so that a machine that changes its speed changes it for both. */
async function interleaved(
  targets: Target[],
  rounds: number,
  run: (target: Target) => Promise<Run>,
): Promise<Map<Target, Run[]>> {
  const runs = new Map<Target, Run[]>(targets.map((target) => [target, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const target of targets) runs.get(target)?.push(await run(target));
  return runs;
}

/** Streams of 50 tokens a second that a core can carry, from what their processor time was. */
export function paced(number: number, seconds: number, rounds: number) {
  return async ({ ours, bare, pipe }: Setup): Promise<Line[]> => {
    const tokens = seconds * RATE;
    const name = `streams-${number}`;
    const runs = await interleaved([ours, bare, pipe], rounds, (target) =>
      runOf(target, number, tokens, RATE),
    );
    const micros = (target: Target) =>
      median(
        (runs.get(target) ?? []).map(({ app, postgres }) => ((app + postgres) / (number * tokens)) * 1e6),
      );
    const totals = (target: Target) =>
      (runs.get(target) ?? []).flatMap(({ answers }) => answers.map(({ totalMs }) => totalMs));
    const lines = [ours, bare, pipe].flatMap((target) => {
      const own = runs.get(target) ?? [];
      const postgres = median(own.map((run) => (run.postgres / (number * tokens)) * 1e6));
      return [
        measured({ name: `${name}-cpu`, target: target.name, value: micros(target), unit: 'µs/token' }),
        ...(target.postgres
          ? [
              measured({
                name: `${name}-cpu-postgresql`,
                target: target.name,
                value: postgres,
                unit: 'µs/token',
              }),
            ]
          : []),
        measured({
          name: `${name}-a-core`,
          target: target.name,
          value: 1e6 / micros(target) / RATE,
          unit: 'streams',
        }),
        measured({
          name: `${name}-total-p95`,
          target: target.name,
          value: quantile(totals(target), 0.95),
          unit: 'ms',
        }),
        measured({
          name: `${name}-complete`,
          target: target.name,
          value:
            own.flatMap(({ answers }) => answers.filter(({ complete }) => complete)).length /
            (own.length * number),
          unit: 'share',
        }),
      ];
    });
    const lost = (runs.get(ours) ?? [])
      .flatMap(({ answers }) => answers.map(({ lost }) => lost))
      .reduce((sum, one) => sum + one, 0);
    return [
      ...lines,
      held({ name: `${name}-lost`, value: lost, unit: 'characters', budget: { atMost: 0 } }),
      held({
        name: `${name}-cpu-ratio`,
        value: micros(ours) / micros(bare),
        unit: 'ratio',
        budget: { atMost: number >= 100 ? 0.6 : 1 },
      }),
      held({
        name: `${name}-total-ratio`,
        value: quantile(totals(ours), 0.95) / quantile(totals(bare), 0.95),
        unit: 'ratio',
        budget: { atMost: 1.3 },
      }),
    ];
  };
}

/** As fast as they come: tokens a second, and how soon the first one is there. */
export function unpaced(number: number, tokens: number, rounds: number) {
  return async ({ ours, bare, pipe }: Setup): Promise<Line[]> => {
    const runs = await interleaved([ours, bare, pipe], rounds, (target) => runOf(target, number, tokens, 0));
    const rate = (target: Target) =>
      median(
        (runs.get(target) ?? []).map(
          ({ answers }) => (number * tokens * 1000) / Math.max(...answers.map(({ totalMs }) => totalMs)),
        ),
      );
    const first = (target: Target) =>
      median((runs.get(target) ?? []).flatMap(({ answers }) => answers.map(({ firstMs }) => firstMs)));
    return [
      ...[ours, bare, pipe].flatMap((target) => [
        measured({ name: 'unpaced-rate', target: target.name, value: rate(target), unit: 'tokens/s' }),
        measured({ name: 'unpaced-first-p50', target: target.name, value: first(target), unit: 'ms' }),
      ]),
      held({
        name: 'unpaced-rate-ratio',
        value: rate(ours) / rate(bare),
        unit: 'ratio',
        budget: { atLeast: 2 },
      }),
      held({
        name: 'unpaced-first-ratio',
        value: first(ours) / first(bare),
        unit: 'ratio',
        budget: { atMost: 1 },
      }),
    ];
  };
}

/** The processor time of a turn that says ten words: what a turn costs before it says anything. */
export function shortTurns(number: number, rounds: number) {
  return async ({ ours, bare }: Setup): Promise<Line[]> => {
    const runs = await interleaved([ours, bare], rounds, async (target) => {
      const [app, postgres] = [cpuOf(target.pid), target.postgres ? cpuOf(target.postgres) : 0];
      const answers: Answered[] = [];
      while (answers.length < number) answers.push(...(await askMany(target, 4, { tokens: 10, rate: 0 })));
      return {
        answers,
        app: cpuOf(target.pid) - app,
        postgres: (target.postgres ? cpuOf(target.postgres) : 0) - postgres,
      };
    });
    const cost = (target: Target, of: (run: Run) => number) =>
      median((runs.get(target) ?? []).map((run) => (of(run) / run.answers.length) * 1000));
    const all = (target: Target) => cost(target, ({ app, postgres }) => app + postgres);
    return [
      ...[ours, bare].map((target) =>
        measured({ name: 'short-turn-cpu', target: target.name, value: all(target), unit: 'ms' }),
      ),
      measured({
        name: 'short-turn-cpu-postgresql',
        target: 'ours',
        value: cost(ours, ({ postgres }) => postgres),
        unit: 'ms',
      }),
      held({
        name: 'short-turn-cpu-ratio',
        value: all(ours) / all(bare),
        unit: 'ratio',
        budget: { atMost: 1.2 },
      }),
    ];
  };
}
