import { setTimeout as sleep } from 'node:timers/promises';

/** Half of the text and a character that is JSON nowhere. */
function broken(text: string): string {
  return `${text.slice(0, Math.ceil(text.length / 2))}<`;
}

function isStream(answer: Response): boolean {
  return answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}

function withBody(answer: Response, body: BodyInit | null): Response {
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  return new Response(body, { status: answer.status, statusText: answer.statusText, headers });
}

/** Sends each event of a stream through `change`, which may take its time. */
function changeEvents(answer: Response, change: (event: string) => string | Promise<string>): Response {
  let rest = '';
  const events = new TransformStream<string, string>({
    async transform(chunk, controller) {
      const parts = `${rest}${chunk}`.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) controller.enqueue(await change(`${part}\n\n`));
    },
    async flush(controller) {
      if (rest !== '') controller.enqueue(await change(rest));
    },
  });
  const body = answer.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(events)
    .pipeThrough(new TextEncoderStream());
  return withBody(answer, body ?? null);
}

/** The answer with JSON that cannot be read, in its body or in the data of every event. */
export async function malformed(answer: Response): Promise<Response> {
  if (!isStream(answer)) return withBody(answer, broken(await answer.text()));
  return changeEvents(answer, (event) =>
    event.replaceAll(/^(data: ?)(.*)$/gm, (_, mark, data) => mark + broken(data)),
  );
}

/** The answer with every event sent twice. */
export function doubled(answer: Response): Response {
  return isStream(answer) ? changeEvents(answer, (event) => event + event) : answer;
}

/** The answer with each event, or all of it where there are none, so many milliseconds later. */
export async function delayed(answer: Response, ms: number): Promise<Response> {
  if (isStream(answer)) return changeEvents(answer, (event) => sleep(ms, event));
  return sleep(ms, answer);
}
