import type { DatabaseSync } from 'node:sqlite';
import type { Account } from './accounts/account-store.ts';

/** Answers requests to Confluence and to Atlassian's OAuth server, in this process. */
export type Confluence = { fetch(request: Request): Response | Promise<Response> };

/** What every part of the Composio stand-in works with. */
export type ComposioContext = {
  readonly db: DatabaseSync;
  readonly confluence: Confluence;
  readonly now: () => Date;
  /** Called when a connection that worked does not any more; webhooks tell the project of it. */
  readonly accountExpired: (account: Account) => void;
  /** Replaces the data of a tool that succeeded, to try out huge results. */
  readonly enlarge?: ((slug: string, data: unknown) => unknown) | undefined;
  /** Adds logs and the last HTTP status to results over MCP, as the service was seen to do. */
  readonly verboseResults: boolean;
};

/** Confluence as one connected account sees it. Paths begin with `/wiki`; the answer comes as Confluence gave it. */
export type SiteAccess = { send(path: string, init?: RequestInit): Promise<Response> };
