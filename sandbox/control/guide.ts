/** What `GET /control` answers: everything the control room can do. */
export const GUIDE = {
  about: 'Times are in milliseconds, sizes in bytes. Errors are {"error":{"message"}}.',
  surfaces: 'composio, mcp, confluence, oauth, model, webhooks',
  calls: {
    'POST /control/reset':
      'Everything back to the seed: tables, sessions, accounts, rules, recordings, scripts, clock.',
    'POST /control/seed':
      '{"pages": 1000} adds generated pages to the site; {"connect": {"userId", "person": "ada", "apiKey": "ak_…", "alias"}} makes an ACTIVE account without a browser.',
    'GET|PATCH /control/settings':
      '{"searchLagMs": 0, "badCredentials": "documented" | "measured", "modelPaceMs": 8}, any of them',
    'GET|POST /control/clock': '{"advanceMs": 3600000} moves the clock of the whole sandbox.',
    'GET|PUT|DELETE /control/latency':
      '{"composio": 100, "model": {"min": 10, "max": 50, "seed": 1}}; the same seed gives the same times.',
    'GET|POST|DELETE /control/faults':
      '{"match", "times", "after", "fault"}; the first rule that fits strikes.',
    'GET|DELETE /control/faults/{id}': 'One rule, with "seen" and "struck".',
    'GET|DELETE /control/requests':
      '?surface&from=outside|composio&method&path&tool&person&status&done&since=id; with wait=1&count=n&timeout=ms it answers when there are so many, or 408.',
    'POST /control/connections/act':
      '{"act": "expire" | "revoke" | "disable" | "enable" | "expire_token" | "break_token", "account" or "user"}',
    'POST /control/grants/act': '{"act": "expire" | "revoke", "person"} at Atlassian; without a person, all.',
    'POST /control/mcp/drop': '{"id" or "session"} ends MCP connections; without either, all.',
    'GET|POST|DELETE /control/model/turns':
      '{"turns": [{"items": [{"type": "text", "text": "…"}], "match", "usage"}]}; items: text, reasoning, tool_call, refusal, pause, error, cut.',
    'POST /control/acts/like': '{"target": 123, "person": "ada", "liked": true}',
  },
  match: {
    surface: 'one of the surfaces',
    method: 'GET, POST, …',
    path: 'a beginning; or a glob, where * is anything but a slash and ** anything',
    tool: 'slug of a tool in an execute or MCP call, also inside a multi-execute',
    person: 'user id of Composio; nick or e-mail of a person of the site',
  },
  faults: {
    status: '{"kind":"status","status":500,"body","headers"}; without a body, the error of the surface',
    hang: '{"kind":"hang","ms"}: no answer until the client goes away or the time is up, then the connection ends',
    cut: '{"kind":"cut","bytes":0}: the connection ends at once, or after so many bytes of the answer',
    malformed: '{"kind":"malformed"}: JSON that cannot be read, in the body or in every event',
    duplicate: '{"kind":"duplicate"}: every event of a stream twice; on webhooks, every delivery twice',
    delay: '{"kind":"delay","ms":100}: every event of a stream, or the whole answer, so much later',
    rate_limit: '{"kind":"rate_limit","retryAfter":1}: 429, in seconds',
    huge: '{"kind":"huge","bytes":1000000}: the data of a tool padded; matched by tool only',
    after_effect:
      '{"kind":"after_effect","loss":{"kind":"cut"}}: carried out, and the answer lost by a cut or a status',
  },
} as const;
