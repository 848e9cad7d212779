import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { textOf } from './model-server.ts';
import type { Target } from './targets/target.ts';

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** A chat message is asked for so many tokens at such a pace; 0 tokens a second is as fast as they come. */
export type Asked = {
  tokens: number;
  rate: number;
  tool?: boolean;
  conversationId?: string;
  messageId?: string;
};

/** How one answer came. Times in milliseconds from when it was asked for; `lost` in characters. */
export type Answered = {
  id: string;
  status: number;
  askedAt: bigint;
  firstMs: number;
  totalMs: number;
  complete: boolean;
  lost: number;
  text: string;
};

/** Asks a target for one answer and reads it to its end. */
export function ask(
  target: Target,
  { tokens, rate, tool, conversationId, messageId }: Asked,
): Promise<Answered> {
  const id = messageId ?? randomUUID();
  const parts = [
    { type: 'text', text: `Say something. bench:${id}:${tokens}:${rate}${tool ? ':tool' : ''}` },
  ];
  const body = JSON.stringify({ id: conversationId ?? randomUUID(), message: { id, role: 'user', parts } });
  const askedAt = process.hrtime.bigint();
  const since = () => Number(process.hrtime.bigint() - askedAt) / 1e6;
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let status = 0;
    let firstMs = Number.NaN;
    const end = () => {
      const said = textIn(Buffer.concat(pieces).toString());
      const expected = textOf(tokens);
      const lost = said === expected ? 0 : Math.max(1, expected.length - said.length);
      resolve({ id, status, askedAt, firstMs, totalMs: since(), complete: lost === 0, lost, text: said });
    };
    const asked = request(target.url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', ...target.headers },
    });
    asked.on('error', end);
    asked.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.on('data', (piece: Buffer) => {
        pieces.push(piece);
        if (Number.isNaN(firstMs) && piece.includes('"text-delta"')) firstMs = since();
      });
      // Also after an answer that broke off.
      response.on('close', end);
    });
    asked.end(body);
  });
}

/** What a stream of UI messages has said. */
function textIn(stream: string): string {
  let text = '';
  for (const line of stream.split('\n')) {
    if (!line.startsWith('data: {')) continue;
    const chunk = JSON.parse(line.slice(6));
    if (chunk.type === 'text-delta') text += chunk.delta;
  }
  return text;
}

/** Asks for so many answers at once, a little apart, as people would. */
export async function askMany(
  target: Target,
  number: number,
  asked: Asked,
  spreadMs = 0,
): Promise<Answered[]> {
  return Promise.all(
    Array.from({ length: number }, async (_, at) => {
      if (spreadMs) await new Promise((resolve) => setTimeout(resolve, (at / number) * spreadMs));
      return ask(target, asked);
    }),
  );
}
