import 'server-only';
import { and, eq } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { accounts, users } from '@/lib/db/schema';
import type { User } from './user';

/**
 * The user behind an account at an identity provider, made at the first sign-in. An e-mail address never joins two
 * accounts: a provider that lets people choose theirs would let them become someone else.
 */
export async function findOrCreateUser(account: {
  provider: string;
  id: string;
  name: string;
  email: string | null;
}): Promise<User> {
  return database().transaction(async (tx) => {
    const find = () =>
      tx
        .select({ id: users.id, name: users.name, email: users.email })
        .from(accounts)
        .innerJoin(users, eq(users.id, accounts.userId))
        .where(and(eq(accounts.provider, account.provider), eq(accounts.providerAccountId, account.id)));
    const [known] = await find();
    if (known) return known;
    const email = account.email?.toLowerCase() ?? null;
    const taken = email ? await tx.select({ id: users.id }).from(users).where(eq(users.email, email)) : [];
    const [made] = await tx
      .insert(users)
      .values({ name: account.name, email: taken.length ? null : email })
      .returning({ id: users.id, name: users.name, email: users.email });
    if (!made) throw new Error('the user could not be stored');
    const linked = await tx
      .insert(accounts)
      .values({ provider: account.provider, providerAccountId: account.id, userId: made.id })
      .onConflictDoNothing()
      .returning({ userId: accounts.userId });
    if (linked.length) return made;
    // Someone signed in with the same account at the same moment; theirs counts.
    await tx.delete(users).where(eq(users.id, made.id));
    const [winner] = await find();
    if (!winner) throw new Error('the account could not be stored');
    return winner;
  });
}
