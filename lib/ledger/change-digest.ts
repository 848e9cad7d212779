import 'server-only';
import { createHash } from 'node:crypto';

/** The same text for the same JSON value, whatever the order of its keys. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/** Exactly what a person agrees to: the tool, its arguments, the account that acts, and the state of the target. */
export function changeDigest(shown: {
  tool: string;
  arguments: unknown;
  accountId: string | null;
  fingerprint: string;
}): string {
  const { tool, arguments: args, accountId, fingerprint } = shown;
  return createHash('sha256')
    .update(stableJson([tool, args, accountId, fingerprint]))
    .digest('hex');
}
