import type { DatabaseSync } from 'node:sqlite';

/** Makes the tables of the Composio stand-in where they are missing. All times are ISO 8601 in UTC. */
export function createComposioTables(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS composio_sessions (
      id TEXT PRIMARY KEY,
      project TEXT NOT NULL,
      user_id TEXT NOT NULL,
      config TEXT NOT NULL,
      config_version INTEGER NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_mcp_sessions (
      id TEXT PRIMARY KEY,
      session_id TEXT NOT NULL REFERENCES composio_sessions (id) ON DELETE CASCADE,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_auth_configs (
      id TEXT PRIMARY KEY,
      uuid TEXT NOT NULL,
      project TEXT NOT NULL,
      toolkit TEXT NOT NULL,
      name TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_accounts (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      project TEXT NOT NULL,
      user_id TEXT NOT NULL,
      toolkit TEXT NOT NULL,
      auth_config_id TEXT NOT NULL,
      alias TEXT,
      status TEXT NOT NULL,
      status_reason TEXT,
      initiated_at TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      subdomain TEXT,
      cloud_id TEXT,
      access_token TEXT,
      refresh_token TEXT,
      token_expires_at TEXT,
      scope TEXT,
      person TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS composio_accounts_owner ON composio_accounts (project, user_id, toolkit);
    CREATE TABLE IF NOT EXISTS composio_links (
      token TEXT PRIMARY KEY,
      account_id TEXT NOT NULL REFERENCES composio_accounts (id) ON DELETE CASCADE,
      redirect_url TEXT NOT NULL,
      callback_url TEXT,
      browser_hash TEXT,
      state_hash TEXT UNIQUE,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS composio_links_account ON composio_links (account_id);
  `);
}
