import { held, type Line } from '../line.ts';
import { measureTokens } from '../tokens.ts';

/** What the model is sent, beside a bare agent that passes everything through; with its own stack and the rule model. */
export function tokens(long: boolean) {
  return async (): Promise<Line[]> =>
    (await measureTokens({ long })).map(({ name, value, unit, budget }) =>
      held({ name: `tokens ${name.slice(0, 40)}`, value, unit, budget: { atMost: budget } }),
    );
}
