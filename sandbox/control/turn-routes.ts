import { Hono } from 'hono';
import { z } from 'zod';
import type { ScriptedItem, ScriptedTurn } from '../model/script.ts';
import type { ControlRoom } from './control-room.ts';
import { readJson } from './read-json.ts';

const itemSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('reasoning'), text: z.string() }),
  z.strictObject({
    type: z.literal('tool_call'),
    name: z.string().min(1),
    arguments: z.union([z.string(), z.record(z.string(), z.unknown())]),
  }),
  z.strictObject({ type: z.literal('refusal'), text: z.string() }),
  z.strictObject({ type: z.literal('pause'), ms: z.int().min(0).max(600_000) }),
  z.strictObject({
    type: z.literal('error'),
    status: z.int().min(400).max(599),
    code: z.string().optional(),
    message: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ type: z.literal('cut') }),
]) satisfies z.ZodType<ScriptedItem>;

const turnSchema = z.strictObject({
  items: z.array(itemSchema).min(1),
  match: z.string().optional(),
  usage: z.strictObject({ inputTokens: z.int().min(0), outputTokens: z.int().min(0) }).optional(),
}) satisfies z.ZodType<ScriptedTurn>;

const turnsSchema = z.strictObject({ turns: z.array(turnSchema).min(1) });

/** Answers that the model gives instead of its own. */
export function turnRoutes({ script }: ControlRoom): Hono {
  const app = new Hono();

  app.get('/model/turns', (c) => c.json({ waiting: script.waiting() }));
  app.post('/model/turns', async (c) => {
    script.add((await readJson(c, turnsSchema)).turns);
    return c.json({ waiting: script.waiting() }, 201);
  });
  app.delete('/model/turns', (c) => {
    script.clear();
    return c.json({ waiting: 0 });
  });

  return app;
}
