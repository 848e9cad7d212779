import { join } from 'node:path';
import type { Answer } from './in-child.ts';

// What in-child.ts starts: waits for the arguments, calls the function, tells how that came out, ends.
const [file = '', name = ''] = process.argv.slice(2);
// Without the launcher nobody is there for whom to go on.
process.once('disconnect', () => process.exit(1));
process.once('message', (given: unknown[]) => {
  void call(given).then((answer) => process.send?.(answer, () => process.exit(0)));
});

async function call(given: unknown[]): Promise<Answer<unknown>> {
  try {
    const module = await import(join(import.meta.dirname, file));
    return { result: await module[name](...given) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
