import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Systems give ports from 32768 on to outgoing connections: one of those may be taken before a program listens on it. */
const [FIRST, BEHIND_LAST] = [20_000, 32_768];

/** A port of this machine on which nothing listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, BEHIND_LAST);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
