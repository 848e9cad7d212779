/** Apps, what people granted them, and the tokens of each grant. A grant that goes takes its tokens with it. */
export const oauthTables = `
  CREATE TABLE IF NOT EXISTS confluence_oauth_client (
    client_id TEXT PRIMARY KEY,
    client_secret TEXT NOT NULL,
    name TEXT NOT NULL,
    -- JSON array of addresses a browser may be sent back to, besides those of the sandbox itself.
    redirect_uris TEXT NOT NULL,
    -- JSON array of the scopes the app may ask for. NULL: all.
    scopes TEXT,
    -- Whom the app acts for when it comes with its own credentials alone. NULL: it may not.
    service_account_id TEXT
  );
  CREATE TABLE IF NOT EXISTS confluence_oauth_grant (
    id INTEGER PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES confluence_oauth_client (client_id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS confluence_oauth_code (
    code TEXT PRIMARY KEY,
    client_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    scope TEXT NOT NULL,
    expires_at TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS confluence_oauth_access_token (
    token TEXT PRIMARY KEY,
    grant_id INTEGER NOT NULL REFERENCES confluence_oauth_grant (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS confluence_oauth_refresh_token (
    token TEXT PRIMARY KEY,
    grant_id INTEGER NOT NULL REFERENCES confluence_oauth_grant (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS confluence_oauth_access_grant ON confluence_oauth_access_token (grant_id);
  CREATE INDEX IF NOT EXISTS confluence_oauth_refresh_grant ON confluence_oauth_refresh_token (grant_id);
`;
