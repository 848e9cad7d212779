import { randomUUID } from 'node:crypto';
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { held, type Line, measured } from '../line.ts';
import { ask } from '../load.ts';
import type { Setup } from '../setup.ts';
import { median } from '../statistics.ts';
import type { Ours } from '../targets/start-targets.ts';

const RATE = 50;
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

/** What people who only watch cost the others: how soon an answer begins beside so many turns, without watchers and with them. */
export function watchers(turns: number, watching: number, seconds: number) {
  return async ({ ours }: Setup): Promise<Line[]> => {
    const without = await beside(ours, { turns, watching: 0, seconds });
    const withThem = await beside(ours, { turns, watching, seconds });
    return [
      measured({ name: 'watchers-first-without', target: 'ours', value: median(without.firsts), unit: 'ms' }),
      measured({ name: 'watchers-first-with', target: 'ours', value: median(withThem.firsts), unit: 'ms' }),
      measured({ name: 'watchers-seen', value: withThem.seen / watching, unit: 'share' }),
      held({
        name: 'watchers-ratio',
        value: median(withThem.firsts) / median(without.firsts),
        unit: 'ratio',
        budget: { atMost: 2 },
      }),
    ];
  };
}

type Beside = { turns: number; watching: number; seconds: number };

async function beside(ours: Ours, { turns, watching, seconds }: Beside) {
  const conversations = Array.from({ length: turns }, () => randomUUID());
  const running = Promise.all(
    conversations.map((conversationId) => ask(ours, { tokens: seconds * RATE, rate: RATE, conversationId })),
  );
  await wait(1_500);
  let over = false;
  void running.then(() => {
    over = true;
  });
  const seen = Array.from({ length: watching }, (_, at) =>
    watch(ours, conversations[at % turns] ?? '', watching ? ((at / watching) * seconds * 1000) / 4 : 0),
  );
  await wait((seconds * 1000) / 4);
  const firsts: number[] = [];
  while (!over && firsts.length < 200) {
    const { firstMs } = await ask(ours, { tokens: 10, rate: 0 });
    firsts.push(firstMs);
    await wait(50);
  }
  await running;
  return { firsts, seen: (await Promise.all(seen)).filter(Boolean).length };
}

/** Watches a turn to its end. Answers whether it was seen to end. */
async function watch({ base, headers }: Ours, conversationId: string, afterMs: number): Promise<boolean> {
  await wait(afterMs);
  return new Promise((resolve) => {
    let last = '';
    const asked = get(`${base}/api/chat/${conversationId}/stream`, { agent, headers }, (response) => {
      response.setEncoding('utf8').on('data', (piece: string) => {
        last = piece;
      });
      response.on('close', () => resolve(last.includes('[DONE]')));
    });
    asked.on('error', () => resolve(false));
  });
}
