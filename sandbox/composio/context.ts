import type { DatabaseSync } from 'node:sqlite';

/** Answers requests to Confluence and to Atlassian's OAuth server, in this process. */
export type Confluence = { fetch(request: Request): Response | Promise<Response> };

/** What every part of the Composio stand-in works with. */
export type ComposioContext = {
  readonly db: DatabaseSync;
  readonly confluence: Confluence;
  readonly now: () => Date;
};
