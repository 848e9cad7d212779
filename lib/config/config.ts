import 'server-only';
import { type Config, parseConfig } from './parse-config';

let cached: Config | undefined;

/** The configuration of this process, read once. Throws one message naming every problem. */
export function config(): Config {
  if (!cached) {
    const result = parseConfig(process.env);
    if ('problems' in result)
      throw new Error(`The configuration is not usable:\n- ${result.problems.join('\n- ')}`);
    cached = result.config;
  }
  return cached;
}

/** Are answers made by rules? Every screen that shows answers says so. */
export function modelIsSandbox(): boolean {
  const { sandboxed } = config();
  return sandboxed === 'model' || sandboxed === 'both';
}
