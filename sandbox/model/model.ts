import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { plan } from './plan.ts';
import { OpenAiError } from './wire/openai-error.ts';
import { completed, eventsOf, newResponse } from './wire/responses-events.ts';
import { parseResponsesRequest, toolNamesOf, transcriptOf } from './wire/responses-request.ts';

const MODELS = ['gpt-5', 'gpt-5-mini'];
const PAUSE_MS = 8;

/**
 * The stand-in for the language model: OpenAI's Responses API in front of rules. It keeps nothing between requests,
 * calls no network, and marks every answer as rules, not AI.
 */
export function createModel(): Hono {
  const app = new Hono();

  app.use('/openai/v1/*', async (context, next) => {
    if (/^Bearer\s+\S/i.test(context.req.header('authorization') ?? '')) return next();
    throw new OpenAiError(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    );
  });

  app.get('/openai/v1/models', (context) =>
    context.json({
      object: 'list',
      data: MODELS.map((id) => ({ id, object: 'model', created: 1_754_524_800, owned_by: 'sandbox' })),
    }),
  );

  app.post('/openai/v1/responses', async (context) => {
    const request = parseResponsesRequest(await context.req.text());
    const next = plan(transcriptOf(request), toolNamesOf(request));
    const begun = newResponse(request);
    const done = completed(begun, request, next);
    if (!request.stream) return context.json(done);
    return streamSSE(context, async (stream) => {
      let sequence = 0;
      for (const event of eventsOf(begun, done)) {
        if (stream.aborted) return;
        const data = JSON.stringify({ ...event, sequence_number: sequence });
        await stream.writeSSE({ event: event.type, data });
        if (event.type.endsWith('.delta')) await stream.sleep(PAUSE_MS);
        sequence += 1;
      }
    });
  });

  app.onError((error, context) => {
    const known =
      error instanceof OpenAiError
        ? error
        : new OpenAiError(500, 'The server had an error while processing your request.');
    if (known !== error) console.error(error);
    return context.json(known.body(), known.status);
  });

  return app;
}
