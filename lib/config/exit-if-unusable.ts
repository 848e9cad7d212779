import 'server-only';
import { config } from './config';

/** Ends a process that was started with a configuration that cannot work, with one message that names every problem. */
export function exitIfUnusable(): void {
  try {
    config();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
