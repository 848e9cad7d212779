import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';
import { composioSessions } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import { saidError } from '@/lib/phrases/said-error';
import { turnPhrase } from '@/lib/phrases/turn-phrases';
import { callComposio, composio } from './client';
import { listTools } from './mcp-client';
import { catalogueTools } from './tool-catalogue';

/** A tool as `tools/list` of MCP describes it. */
const toolDefinitionSchema = z.object({
  name: z.string(),
  description: z.string().default(''),
  inputSchema: z.looseObject({ type: z.literal('object') }),
  annotations: z
    .object({ readOnlyHint: z.boolean().optional(), destructiveHint: z.boolean().optional() })
    .optional(),
});
type ToolDefinition = z.infer<typeof toolDefinitionSchema>;

/** A tool-router session of one user, with the definitions of its tools. Kept in the database, reused after a restart. */
export type ComposioSession = { sessionId: string; mcpUrl: string; tools: ToolDefinition[] };

/** A person's session, which is replaced when Composio no longer knows it. */
export type SessionHolder = { userId: string; session: ComposioSession };

const preparing = new Map<string, Promise<ComposioSession>>();

// Bundles have modules of their own, and a session that is replaced must be replaced for all.
const kept = globalThis as {
  tributarySessions?: LRUCache<string, ComposioSession>;
  tributaryTools?: LRUCache<string, ToolDefinition[]>;
};

/** Sessions by user. One that another process has replaced is found out when Composio does not know it any more. */
function known(): LRUCache<string, ComposioSession> {
  kept.tributarySessions ??= new LRUCache({ max: 2_000, ttl: 60 * 60_000 });
  return kept.tributarySessions;
}

/** The user's session. Known here, or from the database, which costs no call to Composio; else it is made. */
export async function getSession(userId: string): Promise<ComposioSession> {
  const found =
    known().get(userId) ??
    (await whileDatabaseIsAway(() => storedSession(userId))) ??
    (await prepareOnce(userId));
  known().set(userId, found);
  return found;
}

/** Prepares a user's session, and what is known of all tools, before they are needed. A failure is left to the first turn, which can tell the person. */
export async function warmSession(userId: string): Promise<void> {
  await Promise.all([getSession(userId), catalogueTools()]).catch((error: unknown) =>
    console.error('[composio] a session could not be prepared:', error),
  );
}

/** Makes a new session in place of one that Composio no longer knows. */
export async function replaceSession(userId: string, lost: string): Promise<ComposioSession> {
  known().delete(userId);
  await database()
    .delete(composioSessions)
    .where(and(eq(composioSessions.userId, userId), eq(composioSessions.sessionId, lost)));
  return getSession(userId);
}

async function storedSession(userId: string): Promise<ComposioSession | null> {
  const [row] = await database()
    .select()
    .from(composioSessions)
    .where(and(eq(composioSessions.userId, userId), eq(composioSessions.configuration, configuration())));
  return row ? { sessionId: row.sessionId, mcpUrl: row.mcpUrl, tools: readTools(row.tools) } : null;
}

/** Everyone's tools are the same, mostly: each set is read and kept once. */
function readTools(stored: unknown): ToolDefinition[] {
  kept.tributaryTools ??= new LRUCache({ max: 50 });
  const key = JSON.stringify(stored);
  const tools = kept.tributaryTools.get(key) ?? z.array(toolDefinitionSchema).parse(stored);
  kept.tributaryTools.set(key, tools);
  return tools;
}

/** The tools of anybody's session with this configuration: they are the same for everyone. */
async function toolsOfOthers(): Promise<ToolDefinition[] | null> {
  const [row] = await database()
    .select({ tools: composioSessions.tools })
    .from(composioSessions)
    .where(eq(composioSessions.configuration, configuration()))
    .orderBy(desc(composioSessions.createdAt))
    .limit(1);
  return row ? readTools(row.tools) : null;
}

/** Two requests of a new user must not make two sessions. */
function prepareOnce(userId: string): Promise<ComposioSession> {
  let session = preparing.get(userId);
  if (!session) {
    session = createSession(userId).finally(() => preparing.delete(userId));
    preparing.set(userId, session);
  }
  return session;
}

async function createSession(userId: string): Promise<ComposioSession> {
  const { toolkits, authConfigs } = config().composio;
  const made = await callComposio((options) =>
    composio().create(
      userId,
      {
        toolkits,
        ...(Object.keys(authConfigs).length ? { authConfigs } : {}),
        mcp: true,
        // Code that runs elsewhere could write where nobody is asked.
        workbench: { enable: false },
        manageConnections: { enable: true, callbackUrl: callbackUrl() },
      },
      options,
    ),
  );
  const giveBack = () => callComposio((options) => made.delete(options)).catch(() => undefined);
  const tools = await toolsOfOthers()
    .then(async (others) => others ?? readTools(await listTools(made.mcp.url)))
    .catch(async (cause: unknown) => {
      await giveBack();
      throw saidError('composio_unavailable', turnPhrase.toolsUnreadable(), {
        hint: turnPhrase.tryAgainSoon(),
        cause,
      });
    });
  const session = { sessionId: made.sessionId, mcpUrl: made.mcp.url, tools };
  const stored = await database()
    .insert(composioSessions)
    .values({ userId, configuration: configuration(), ...session })
    .onConflictDoNothing()
    .returning({ sessionId: composioSessions.sessionId });
  // Another process was first; its session counts, and ours is given back.
  if (stored.length === 0) await giveBack();
  return (await storedSession(userId)) ?? session;
}

/** A session belongs to the settings that it was made with; other settings need another one. */
function configuration(): string {
  const { baseUrl, toolkits, authConfigs } = config().composio;
  return JSON.stringify({ baseUrl, toolkits, authConfigs, callbackUrl: callbackUrl() });
}

export function callbackUrl(): string {
  return `${config().url}/connections/callback`;
}
