import type { Rest } from '../../../domain/rest.ts';

type Waiting = {
  ask: () => Promise<unknown>;
  resolve: (answer: unknown) => void;
  reject: (thrown: unknown) => void;
};

/** Asks for all reads that wait together and answers them together; counts how often, and keeps which paths were asked for. */
export function inRounds(confluence: Rest) {
  let waiting: Waiting[] = [];
  let rounds = 0;
  const asked: string[] = [];
  const rest: Rest = {
    get(path, query) {
      asked.push(path);
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(answerAll);
        waiting.push({ ask: () => confluence.get(path, query), resolve, reject });
      });
    },
  };
  async function answerAll(): Promise<void> {
    rounds += 1;
    const reads = waiting;
    waiting = [];
    // A fast answer waits for the slow ones: what follows from any of them belongs to the next round.
    const answers = await Promise.allSettled(reads.map(({ ask }) => ask()));
    for (const [at, { resolve, reject }] of reads.entries()) {
      const answer = answers[at];
      if (answer?.status === 'fulfilled') resolve(answer.value);
      else reject(answer?.reason);
    }
  }
  return { rest, rounds: () => rounds, asked };
}
