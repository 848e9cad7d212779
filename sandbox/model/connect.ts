import { z } from 'zod';
import { plain } from './answer.ts';
import type { Steps } from './steps.ts';

const connections = z.object({
  results: z.record(
    z.string(),
    z.object({
      status: z.string(),
      has_active_connection: z.boolean().nullish(),
      error_message: z.string().nullish(),
    }),
  ),
});

/** Whether a refusal means that no account is connected. */
export function isNotConnected(reason: string): boolean {
  return /no (?:active )?connected account|not connected|NoActiveConnection|connection (?:is )?(?:expired|inactive|revoked)/i.test(
    reason,
  );
}

/** Phase two: begins a connection. Answers what to tell the person, or null when the account turns out to be connected. */
export function* beginConnection(): Steps<string | null> {
  const [reply] = yield [{ slug: 'COMPOSIO_MANAGE_CONNECTIONS', arguments: { toolkits: ['confluence'] } }];
  const read = connections.safeParse(reply?.data);
  const state = read.success ? read.data.results.confluence : undefined;
  if (state && (state.status.toLowerCase() === 'active' || state.has_active_connection)) return null;
  const problem = reply?.ok ? (state?.error_message ?? null) : (reply?.error ?? 'No result came back.');
  if (problem) {
    return `Confluence is not connected yet, and the connection could not be started: ${plain(problem)} Try the Connect button again, or look at your connections in the settings.`;
  }
  return 'Confluence is not connected yet. Use the **Connect Confluence** button to sign in and give access. When that is done I go on with what you asked.';
}
