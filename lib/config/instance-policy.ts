import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NO_POLICY, type Policy, policySchema } from '../domain/policy.ts';

/**
 * The operator's policy from `TRIBUTARY_POLICY`: JSON itself, or the path of a file that holds it, from the working directory.
 * What it leaves out is as usual. Each problem says where it is; a policy that cannot be read is never taken for none.
 */
export function readInstancePolicy(given: string): { policy: Policy } | { problems: string[] } {
  let text = given.trim();
  let source = 'it';
  if (!text.startsWith('{')) {
    source = resolve(text);
    try {
      // The operator names it at run time: it is no part of the build.
      text = readFileSync(/*turbopackIgnore: true*/ source, 'utf8');
    } catch (error) {
      return { problems: [`cannot be read: ${error instanceof Error ? error.message : error}`] };
    }
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [`must be a JSON object or the path of a file with one; ${source} is not JSON`] };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problems: [`must be a JSON object; ${source} is none`] };
  const parsed = policySchema.safeParse({ ...NO_POLICY, ...value });
  if (parsed.success) return { policy: parsed.data };
  return {
    problems: parsed.error.issues.map(
      ({ path, message }) => `is not valid: ${path.join('.') || 'policy'}: ${message}`,
    ),
  };
}
