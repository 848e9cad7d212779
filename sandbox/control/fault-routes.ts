import { Hono } from 'hono';
import type { ControlRoom } from './control-room.ts';
import { latencySchema } from './latency.ts';
import { readJson, refuse } from './read-json.ts';
import { newRuleSchema } from './rules.ts';

/** Faults by rule, and latency. */
export function faultRoutes({ rules, latency }: ControlRoom): Hono {
  const app = new Hono();

  app.get('/faults', (c) => c.json({ rules: rules.list() }));
  app.post('/faults', async (c) => c.json(rules.add(await readJson(c, newRuleSchema)), 201));
  app.delete('/faults', (c) => {
    rules.clear();
    return c.json({ rules: [] });
  });
  app.get('/faults/:id', (c) => c.json(rules.get(c.req.param('id')) ?? refuse('No such rule.', 404)));
  app.delete('/faults/:id', (c) => {
    if (!rules.remove(c.req.param('id'))) refuse('No such rule.', 404);
    return c.json({ rules: rules.list() });
  });

  app.get('/latency', (c) => c.json(latency.read()));
  app.put('/latency', async (c) => {
    latency.change(await readJson(c, latencySchema));
    return c.json(latency.read());
  });
  app.delete('/latency', (c) => {
    latency.clear();
    return c.json({});
  });

  return app;
}
