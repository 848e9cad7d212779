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
      custom TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_mcp_sessions (
      id TEXT PRIMARY KEY,
      session_id TEXT NOT NULL REFERENCES composio_sessions (id) ON DELETE CASCADE,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_files (
      session_id TEXT NOT NULL REFERENCES composio_sessions (id) ON DELETE CASCADE,
      mount TEXT NOT NULL,
      path TEXT NOT NULL,
      type TEXT NOT NULL,
      content BLOB NOT NULL,
      modified_at TEXT NOT NULL,
      PRIMARY KEY (session_id, mount, path)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_file_urls (
      token TEXT PRIMARY KEY,
      session_id TEXT NOT NULL REFERENCES composio_sessions (id) ON DELETE CASCADE,
      mount TEXT NOT NULL,
      path TEXT NOT NULL,
      type TEXT NOT NULL,
      upload INTEGER NOT NULL,
      expires_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_auth_configs (
      id TEXT PRIMARY KEY,
      uuid TEXT NOT NULL,
      project TEXT NOT NULL,
      toolkit TEXT NOT NULL,
      name TEXT NOT NULL,
      scheme TEXT NOT NULL,
      managed INTEGER NOT NULL,
      enabled INTEGER NOT NULL,
      in_sessions INTEGER NOT NULL,
      credentials TEXT NOT NULL,
      tool_access TEXT NOT NULL,
      proxy TEXT,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_accounts (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      uuid TEXT NOT NULL,
      word_id TEXT NOT NULL,
      project TEXT NOT NULL,
      user_id TEXT NOT NULL,
      toolkit TEXT NOT NULL,
      auth_config_id TEXT NOT NULL REFERENCES composio_auth_configs (id) ON DELETE CASCADE,
      scheme TEXT NOT NULL,
      alias TEXT,
      shared TEXT,
      status TEXT NOT NULL,
      status_reason TEXT,
      disabled_by TEXT,
      auth_failures INTEGER NOT NULL DEFAULT 0,
      initiated_at TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      subdomain TEXT,
      fields TEXT NOT NULL,
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
      legacy INTEGER NOT NULL,
      state_hash TEXT UNIQUE,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS composio_links_account ON composio_links (account_id);
    CREATE TABLE IF NOT EXISTS composio_triggers (
      id TEXT PRIMARY KEY,
      uuid TEXT NOT NULL,
      project TEXT NOT NULL,
      user_id TEXT NOT NULL,
      slug TEXT NOT NULL,
      account_id TEXT NOT NULL REFERENCES composio_accounts (id) ON DELETE CASCADE,
      config TEXT NOT NULL,
      state TEXT NOT NULL,
      origin TEXT NOT NULL,
      disabled_at TEXT,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS composio_triggers_slug ON composio_triggers (slug);
    CREATE TABLE IF NOT EXISTS composio_webhooks (
      id TEXT PRIMARY KEY,
      project TEXT NOT NULL UNIQUE,
      url TEXT NOT NULL,
      version TEXT NOT NULL,
      events TEXT NOT NULL,
      secret TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS composio_deliveries (
      id TEXT PRIMARY KEY,
      webhook_id TEXT NOT NULL REFERENCES composio_webhooks (id) ON DELETE CASCADE,
      body TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      next_at TEXT,
      last_answer TEXT,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS composio_deliveries_due ON composio_deliveries (next_at);
  `);
}
