import { createServer } from 'node:net';

/** `localhost` is one of two addresses, and a program may listen on one of them or on all. */
const ADDRESSES = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** A port that is to be listened on, and the environment variable that chooses it. */
type Wanted = { variable: 'PORT' | 'SANDBOX_PORT'; port: number };

/** Throws, naming the port and what to do, where another program has a port or one is wanted twice. */
export async function checkPorts(wanted: Wanted[], command: string): Promise<void> {
  for (const [index, { variable, port }] of wanted.entries()) {
    let next = port + 1;
    while (wanted.some((one) => one.port === next)) next++;
    const other = `choose another port: ${variable}=${next} ${command}`;
    const same = wanted.slice(0, index).find((earlier) => earlier.port === port);
    if (same) throw new Error(`${same.variable} and ${variable} are both ${port}; ${other}`);
    const refused = await whyRefused(port);
    if (refused === 'EADDRINUSE')
      throw new Error(
        `Port ${port} (${variable}) is taken by another program.\nStop that program, or ${other}`,
      );
    if (refused)
      throw new Error(
        `Port ${port} (${variable}) cannot be used (${refused}). Choose another: ${variable}=… ${command}`,
      );
  }
}

async function whyRefused(port: number): Promise<string | undefined> {
  for (const address of ADDRESSES) {
    const code = await listenOnce(port, address);
    // A machine without IPv6 has two addresses only.
    if (code && !['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(code)) return code;
  }
  return undefined;
}

/** Takes the port and gives it back. Answers the code of the error if it cannot be taken. */
function listenOnce(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
