import { askMany } from './load.ts';
import { type Ours, startBare, startModel, startOurs, startPipe } from './targets/start-targets.ts';
import type { Target } from './targets/target.ts';

/** What is measured, and what it is measured against. All run at once; only one is asked at a time. */
export type Setup = { ours: Ours; bare: Target; pipe: Target; model: string };

export async function startAll(env: Record<string, string>): Promise<Setup> {
  const model = await startModel();
  const ours = await startOurs(model, env);
  const bare = await startBare(model);
  const pipe = await startPipe(model);
  for (const target of [ours, bare, pipe]) await warmUp(target);
  return { ours, bare, pipe, model };
}

/** What is compiled as it is used is compiled before it is measured: more code takes longer until it is. */
async function warmUp(target: Target): Promise<void> {
  for (let round = 0; round < 80; round += 1) await askMany(target, 4, { tokens: 40, rate: 0 });
  for (let round = 0; round < 2; round += 1) await askMany(target, 20, { tokens: 400, rate: 0 });
}
