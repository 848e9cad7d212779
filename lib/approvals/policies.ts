import 'server-only';
import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { config } from '@/lib/config/config';
import { unknownConversation } from '@/lib/conversations/get-conversation';
import { database, type Queries } from '@/lib/db/client';
import { conversations, grants, policies } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import {
  type Grant,
  type GrantRecord,
  NO_POLICY,
  type Policy,
  type PolicySettings,
  policySchema,
} from '../domain/policy';
import { toolChoices } from '../toolkits/toolkits';

/** The rules that hold for a person: the operator's and their own. Throws when the stored ones cannot be read. */
export async function getPolicies(userId: string): Promise<{ instance: Policy; user: Policy }> {
  const [row] = await database()
    .select({ policy: policies.policy })
    .from(policies)
    .where(eq(policies.userId, userId));
  return { instance: config().policy, user: row ? policySchema.parse(row.policy) : NO_POLICY };
}

/** All of it at once, for the settings. */
export async function getPolicySettings(userId: string): Promise<PolicySettings> {
  const [both, always] = await Promise.all([getPolicies(userId), listGrants(userId, null)]);
  return { ...both, grants: always, tools: toolChoices(config().composio.toolkits) };
}

/** Replaces a person's own rules. They hold from the next action on, also in a turn that runs. */
export async function savePolicy(userId: string, policy: Policy): Promise<void> {
  await database()
    .insert(policies)
    .values({ userId, policy })
    .onConflictDoUpdate({ target: policies.userId, set: { policy, updatedAt: sql`now()` } });
}

/** What a person allowed: everywhere, and in the conversation that is named. Newest first. */
export async function listGrants(userId: string, conversationId: string | null): Promise<GrantRecord[]> {
  const everywhere = isNull(grants.conversationId);
  const rows = await database()
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.userId, userId),
        isNull(grants.revokedAt),
        conversationId === null ? everywhere : or(everywhere, eq(grants.conversationId, conversationId)),
      ),
    )
    .orderBy(desc(grants.createdAt), desc(grants.id));
  return rows.map(({ id, conversationId, tool, spaceKey, createdAt }) => ({
    id,
    conversationId,
    tool,
    spaceKey,
    createdAt: createdAt.toISOString(),
  }));
}

/**
 * Remembers that a person allowed a tool, in one of their conversations or (null) everywhere. The same twice is one.
 * Throws `not_found` for a conversation of someone else.
 */
export async function addGrant(
  queries: Queries,
  userId: string,
  { conversationId, tool, spaceKey }: Grant & { conversationId: string | null },
): Promise<void> {
  if (conversationId !== null) {
    const [own] = await queries
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(eq(conversations.id, conversationId), eq(conversations.userId, userId)));
    if (!own) throw unknownConversation();
  }
  const [same] = await queries
    .select({ id: grants.id })
    .from(grants)
    .where(
      and(
        ...[eq(grants.userId, userId), eq(grants.tool, tool), isNull(grants.revokedAt)],
        sql`${grants.conversationId} is not distinct from ${conversationId}`,
        sql`${grants.spaceKey} is not distinct from ${spaceKey}`,
      ),
    );
  if (!same) await queries.insert(grants).values({ userId, conversationId, tool, spaceKey });
}

/** Takes back what a person allowed; what runs by then has run. Throws `not_found`. */
export async function revokeGrant(userId: string, grantId: string): Promise<void> {
  const revoked = await database()
    .update(grants)
    .set({ revokedAt: sql`coalesce(${grants.revokedAt}, now())` })
    .where(and(eq(grants.id, grantId), eq(grants.userId, userId)))
    .returning({ id: grants.id });
  if (revoked.length === 0)
    throw new AppError('not_found', 'There is nothing of yours that was allowed under this number.', {
      hint: 'Look at the list again.',
    });
}
