// Makes the fixtures of lib/db/test-support from a real run: `node e2e/make-version-0002.ts`. It runs on version 0002 only.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { stopAll } from '../launcher/children.ts';
import { startPostgres } from '../launcher/postgres.ts';
import { createBrowser } from '../sandbox/composio/test-support/browser.ts';
import { AsAda } from './as-ada.ts';
import { dumpOf } from './dump-database.ts';
import { type Action, HttpPerson } from './http-person.ts';
import { batch, label } from './proposals.ts';
import { ScriptedModel, type Step } from './scripted-model.ts';
import { Stack } from './stack.ts';
import { WRITING_TOOLS } from './writing-tools.ts';

const [PORT, SANDBOX_PORT] = ['4801', '5801'];
const out = join(import.meta.dirname, '../lib/db/test-support');
const BATCH = 'COMPOSIO_MULTI_EXECUTE_TOOL';
const LABEL = 'CONFLUENCE_ADD_CONTENT_LABEL';
const AN_HOUR = 3_600_000;

/** What stands above the data. */
const HEAD = `-- The data of a database that version 0002 made in a real run, as it was when the process was killed in the middle of its work.
-- Made by e2e/make-version-0002.ts. These were changed by hand, since nobody can do or wait for them: two questions expired
-- at once and one stays open until 2099; the arguments of a waiting action were altered behind its question; what is lost was
-- sent 40 seconds earlier; one label was added as version 0001 did it, without change, question and ledger; turns that had
-- lost their process before the last crash were aged by a minute, and old logs of turns were swept.
`;

for (const event of ['unhandledRejection', 'uncaughtException', 'SIGTERM'] as const)
  process.on(event, (error: unknown) => {
    console.error(error);
    void end().finally(() => process.exit(1));
  });
const databaseUrl = await startPostgres(mkdtempSync(join(tmpdir(), 'tributary-dump-')));
const db = new pg.Client({ connectionString: databaseUrl });
await db.connect();
const model = new ScriptedModel();
const stack = await Stack.start({
  ...{ PORT, SANDBOX_PORT, SANDBOX_CONTROL: '1', DATABASE_URL: databaseUrl, TRIBUTARY_MAX_STEPS: '4' },
  ...{ OPENAI_API_KEY: 'sk-scripted', OPENAI_BASE_URL: await model.listen() },
});
Object.assign(stack, { url: `http://localhost:${PORT}`, sandbox: `http://localhost:${SANDBOX_PORT}` });
const site = new AsAda(stack);
const ada = new HttpPerson(stack.url);
const grace = new HttpPerson(stack.url);

// What is said.
const text = (said: string): Step => [{ type: 'text', text: said }];
const call = (name: string, args: unknown): Step[number] => ({ type: 'call', name, arguments: args });
const calls = (...actions: [string, object][]): Step => [call(BATCH, batch(...actions))];
const DONE = text('Done.');
const storage = (value: string) => ({ storage: { value, representation: 'storage' } });
const comment = (pageId: string, said: string): [string, object] => [
  'CREATE_FOOTER_COMMENT',
  { pageId, body: { representation: 'storage', value: `<p>${said}</p>` } },
];

/** A new conversation, in which the model answers as scripted. Answers its id. */
async function begin(who: HttpPerson, said: string, ...steps: Step[]): Promise<string> {
  const id = randomUUID();
  model.will(...steps);
  await who.say(id, said);
  return id;
}

async function goOn(who: HttpPerson, id: string, said: string | object[], ...steps: Step[]): Promise<void> {
  model.will(...steps);
  await who.say(id, said);
}

/** Decides on what waits, in order; the model says a word after, unless something still waits. */
async function decide(who: HttpPerson, id: string, decisions: object[], then: Step[] = [DONE]) {
  const pending = await who.pending(id);
  model.will(...then);
  await who.decide(
    id,
    decisions.map((decision, at) => ({ approvalId: pending[at]?.id, ...decision })),
  );
}
const ALLOW = { decision: 'allow' };

/** A decision that must not count. */
async function refused(who: HttpPerson, id: string, decision: object, code: string) {
  const answer = await who.send('POST', `/api/chat/${id}/approvals`, { decisions: [decision] });
  const { error } = (await answer.json()) as { error?: { code: string } };
  if (error?.code !== code)
    throw new Error(`expected ${code}, got ${answer.status} ${JSON.stringify(error)}`);
}

const idOf = (action: Action | undefined) => action?.change?.actionId ?? '';
const until = async (sql: string, values: unknown[] = []) => {
  for (let tries = 0; (await db.query(sql, values)).rowCount === 0; tries += 1) {
    if (tries > 400) throw new Error(`never: ${sql}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
const control = async (path: string, body?: object) => {
  const response = await fetch(`${stack.sandbox}/control${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response.json();
};
const fault = (tool: string, fault: object, more: object = {}) =>
  control('/faults', { match: { surface: 'mcp', tool }, times: 1, ...more, fault });

// What the site was asked to change, in order: played again in a new site it comes to the same ids.
type Written = { method: string; path: string; query: object; body: unknown; person: string };
const written: Written[] = [];
let seen = 0;
async function noteWrites(): Promise<void> {
  const { requests } = (await control(`/requests?surface=confluence&since=${seen}`)) as {
    requests: (Written & { id: number; persons: string[]; status: number })[];
  };
  for (const { id, method, path, query, body, persons, status } of requests) {
    seen = Math.max(seen, id);
    const inSite = path.match(/\/wiki\/.*/)?.[0];
    if (method === 'GET' || status >= 400 || inSite === undefined) continue;
    written.push({
      method,
      path: inSite,
      query,
      body,
      person: persons.find((one) => one.includes('@')) ?? '',
    });
  }
}

async function scene(name: string, play: () => Promise<unknown>): Promise<void> {
  const begun = Date.now();
  await play();
  await noteWrites();
  console.log(`${name}: ${Date.now() - begun} ms`);
}

async function connect(who: HttpPerson, person: string): Promise<string> {
  const { redirectUrl, attemptId } = await who.ask('POST', '/api/connections/confluence/link', {});
  const browser = createBrowser(stack.sandbox);
  await browser.open(redirectUrl);
  const consent = browser.target(
    await browser.submit(redirectUrl, { action: 'continue', subdomain: 'acme' }),
  );
  const fields = {
    ...Object.fromEntries(consent.searchParams),
    user: person,
    site: 'acme',
    decision: 'accept',
  };
  const back = browser.target(await browser.submit('/atlassian/authorize', fields));
  await browser.open(back.href);
  const { state } = await who.ask('GET', `/api/connections/attempts/${attemptId}`);
  if (state !== 'connected') throw new Error(`not connected: ${state}`);
  return attemptId;
}

const seeded = async (title: string): Promise<string> =>
  (await site.get(`/api/v2/pages?title=${encodeURIComponent(title)}`)).results[0].id;
let q3 = '';

await scene('people', async () => {
  await ada.signIn('demo', { user: 'ada' });
  const given = { name: 'Grace Hopper', email: 'grace@example.com', password: 'correct horse battery' };
  await ada.ask('POST', '/api/register', given);
  await grace.signIn('credentials', given);
  await connect(ada, 'ada');
  q3 = await seeded('Q3 Planning');
});

await scene('not connected, then connected', async () => {
  const id = await begin(
    grace,
    'Which labels has Q3 Planning?',
    calls(['GET_LABELS_FOR_PAGE', { id: q3 }]),
    text('I cannot reach Confluence.'),
  );
  const attemptId = await connect(grace, 'grace');
  const connected = [{ type: 'data-connected', data: { toolkit: 'confluence', attemptId } }];
  await goOn(
    grace,
    id,
    connected,
    calls(['GET_LABELS_FOR_PAGE', { id: q3 }]),
    text('It has none that matter.'),
  );
});

await scene('reads', async () => {
  const page = await site.page('Small page', '<h2>Plan</h2><p>We start in May</p>');
  const id = await begin(
    ada,
    'What does the small page say?',
    [
      { type: 'reasoning', text: 'The person wants to read a page.' },
      { type: 'text', text: 'I look.' },
      call('read_page', { id: page }),
      call(BATCH, batch(['GET_LABELS_FOR_PAGE', { id: page }], ['GET_CHILD_PAGES', { id: page }])),
    ],
    [call('read_page', { id: '999999999' }), call('read_page', { page }), call('no_such_tool', { a: 1 })],
    [call('COMPOSIO_MANAGE_CONNECTIONS', { toolkits: ['confluence'] }), call('read_page', '{"id": ')],
    [
      { type: 'reasoning', text: 'That is all.' },
      { type: 'text', text: 'It says that we start in May. <b>“x”</b> \\ \u2028 😀' },
    ],
  );
  await ada.ask('PATCH', `/api/conversations/${id}`, { title: 'Renamed: the small page’s “plan”' });
  await goOn(
    ada,
    id,
    'Find the tools for labels',
    [call('COMPOSIO_GET_TOOL_SCHEMAS', { tool_slugs: [LABEL] })],
    text('There is one.'),
  );
});

await scene('edit_page', async () => {
  const page = await site.page('Edited page', '<p>We start in May</p>');
  const read = await begin(ada, 'June, not May', [call('read_page', { id: page })], text('I have read it.'));
  const { messages } = await ada.conversation(read);
  const block = JSON.stringify(messages).match(/\[#(\w+)\]/)?.[1];
  const edit = (version: number, find: string, replace: string): Step => [
    call('edit_page', {
      id: page,
      version,
      message: 'A date',
      edits: [{ op: 'replace_text', block, find, replace }],
    }),
  ];
  await goOn(ada, read, 'Do it', edit(1, 'May', 'June'));
  await decide(ada, read, [ALLOW]);
  await goOn(ada, read, 'Back to a stale version', edit(1, 'June', 'July'), text('It moved on.'));
});

await scene('each of the tools that write', async () => {
  const tools = Object.entries(WRITING_TOOLS);
  const prepared: { tool: string; name: string; writing: Awaited<ReturnType<(typeof tools)[number][1]>> }[] =
    [];
  for (const [at, [tool, prepare]] of tools.entries()) {
    const name = `W${String(at).padStart(2, '0')}`;
    prepared.push({ tool, name, writing: await prepare(site, name) });
  }
  const id = randomUUID();
  for (let from = 0; from < prepared.length; from += 8) {
    const some = prepared.slice(from, from + 8);
    await goOn(
      ada,
      id,
      `Please do ${from / 8 + 1}`,
      calls(...some.map(({ tool, writing }): [string, object] => [tool, writing.arguments])),
    );
    await decide(
      ada,
      id,
      some.map(({ writing }) => ({
        ...ALLOW,
        ...(writing.typed?.allow ? { typed: writing.typed.allow } : {}),
      })),
    );
  }
  const actions = await ada.actions(id);
  const failed = actions.filter(({ status }) => status !== 'succeeded');
  if (failed.length > 0) throw new Error(JSON.stringify(failed));
  // Some are taken back; the rest can be, in a test.
  for (const [at, action] of actions.entries()) {
    const typed = prepared[at]?.writing.typed?.undo;
    if (at % 4 === 0 && !prepared[at]?.writing.undo) await ada.undo(idOf(action), typed ? { typed } : {});
  }
});

await scene('on pages that every new site has', async () => {
  const id = await begin(
    ada,
    'Label Q3 Planning',
    calls(label(q3, 'migrated'), ['GET_LABELS_FOR_PAGE', { id: q3 }]),
  );
  await decide(ada, id, [ALLOW]);
});

let older = '';
let openApproval: { id: string; expiresAt: string } | undefined;
await scene('before there were approvals', async () => {
  older = await begin(ada, 'Label it, as the first version did', calls(label(q3, 'early')));
  await decide(ada, older, [ALLOW]);
});

await scene('waiting, expired, looked at again, edited, refused', async () => {
  const page = await site.page('Waiting page', '<p>Text</p>');
  const id = await begin(
    ada,
    'Four labels',
    calls(label(page, 'open'), label(page, 'expired'), label(page, 'renewed'), label(page, 'edited')),
  );
  const [open, expired, renewed, edited] = await ada.pending(id);
  openApproval = open;
  // Time that nobody can wait for.
  await db.query("update approvals set expires_at = created_at + interval '1 second' where id = $1", [
    expired?.id,
  ]);
  await until('select 1 from approvals where id = $1 and expires_at <= now()', [expired?.id]);
  await refused(ada, id, { approvalId: expired?.id, decision: 'allow' }, 'approval_expired');
  await refused(ada, id, { approvalId: randomUUID(), decision: 'allow' }, 'not_found');
  await ada.ask('POST', `/api/chat/${id}/approvals/${renewed?.id}/preview`, {});
  await refused(
    ada,
    id,
    { approvalId: edited?.id, ...ALLOW, arguments: label(page, 'other')[1] },
    'approval_altered',
  );
  const other = (await ada.pending(id)).at(-1);
  await ada.decide(id, [{ approvalId: other?.id, ...ALLOW }]);
  await refused(ada, id, { approvalId: other?.id, ...ALLOW }, 'approval_decided');
});

await scene('expired alone, edited and waiting, a read that asks', async () => {
  const page = await site.page('Late page', '<p>Text</p>');
  const id = await begin(ada, 'A late label', calls(label(page, 'late')));
  const [late] = await ada.pending(id);
  await db.query("update approvals set expires_at = created_at + interval '1 second' where id = $1", [
    late?.id,
  ]);
  const other = await begin(ada, 'A label to be edited', calls(label(page, 'first')));
  const [first] = await ada.pending(other);
  await ada.ask('POST', `/api/chat/${other}/approvals/${first?.id}/preview`, {
    arguments: label(page, 'second')[1],
  });
});

await scene('denied', async () => {
  const page = await site.page('Denied page', '<p>Text</p>');
  const id = await begin(
    ada,
    'Two labels and a comment',
    calls(label(page, 'no'), label(page, 'never'), comment(page, 'Hm')),
  );
  await decide(ada, id, [{ decision: 'deny', reason: 'Not that “one”' }, { decision: 'deny' }, ALLOW]);
  const tampered = await begin(ada, 'A label that is changed behind our back', calls(label(page, 'shown')));
  const [action] = await ada.actions(tampered);
  // Nobody can do this through the product.
  await db.query('update actions set arguments = $2 where id = $1', [
    idOf(action),
    JSON.stringify(label(page, 'sneaked')[1]),
  ]);
  await decide(ada, tampered, [ALLOW]);
  const all = await begin(ada, 'One label', calls(label(page, 'all-denied')));
  await decide(ada, all, [{ decision: 'deny', reason: 'No' }]);
});

await scene('moved on', async () => {
  const spaceId = await site.spaceId('ENG');
  const body = '<p>We start in May</p><p>Nothing else</p>';
  for (const [name, allowed] of [
    ['Moved and waiting', false],
    ['Moved and allowed', true],
  ] as const) {
    const id = await site.page(name, body);
    const update = {
      id,
      title: name,
      spaceId,
      status: 'current',
      version: { number: 2 },
      body: storage(body.replace('May', 'June')),
    };
    const conversation = await begin(ada, `Change “${name}”`, calls(['UPDATE_PAGE', update]));
    const theirs = {
      id,
      title: name,
      status: 'current',
      version: { number: 2 },
      body: { representation: 'storage', value: body.replace('else', 'more') },
    };
    await site.send('PUT', `/api/v2/pages/${id}`, theirs);
    await decide(ada, conversation, [ALLOW], []);
    if (allowed) await decide(ada, conversation, [ALLOW]);
  }
});

await scene('lossy, and a better one in its place', async () => {
  const spaceId = await site.spaceId('ENG');
  const title = 'Losses';
  const macro = '<ac:structured-macro ac:name="toc" ac:schema-version="1" />';
  const id = await site.page(title, `${macro}<p>We start in May</p>`);
  const now = (await site.content('pages', id))?.body ?? '';
  const update = (value: string): [string, object] => [
    'UPDATE_PAGE',
    { id, title, spaceId, status: 'current', version: { number: 2 }, body: storage(value) },
  ];
  const conversation = await begin(
    ada,
    'June, please',
    calls(update('<p>We start in June</p>')),
    calls(update(now.replace('May', 'June'))),
  );
  await decide(ada, conversation, [ALLOW]);
  const kept = await site.page('Losses kept', `${macro}<p>We start in May</p>`);
  await begin(
    ada,
    'Rewrite it',
    calls([
      'UPDATE_PAGE',
      {
        id: kept,
        title: 'Losses kept',
        spaceId,
        status: 'current',
        version: { number: 2 },
        body: storage('<p>June</p>'),
      },
    ]),
    text('I would lose the table of contents.'),
  );
});

await scene('allowed for longer', async () => {
  const page = await site.page('Granted page', '<p>Text</p>');
  const id = await begin(ada, 'A label', calls(label(page, 'one')));
  await decide(ada, id, [{ ...ALLOW, scope: 'conversation' }]);
  await goOn(ada, id, 'Another', calls(label(page, 'two')), DONE);
  const always = await begin(ada, 'A comment', calls(comment(page, 'One')));
  await decide(ada, always, [{ ...ALLOW, scope: 'always' }]);
  await goOn(ada, always, 'And another', calls(comment(page, 'Two')), DONE);
  const revoked = await begin(
    ada,
    'A page',
    calls([
      'CREATE_PAGE',
      { spaceId: await site.spaceId('ENG'), title: 'Always', body: storage('<p>x</p>') },
    ]),
  );
  await decide(ada, revoked, [{ ...ALLOW, scope: 'always' }]);
  const { grants } = await ada.ask('GET', '/api/policies');
  const grant = grants.find(({ tool }: { tool: string }) => tool === 'CONFLUENCE_CREATE_PAGE');
  await ada.ask('DELETE', `/api/policies/grants/${grant.id}`);
});

await scene('failed, impossible, lost', async () => {
  const page = await site.page('Failing page', '<p>Text</p>');
  await begin(
    ada,
    'Label what is not there',
    calls(label('999999999', 'x'), ['ADD_CONTENT_LABEL', { id: page }]),
    text('It is not there.'),
  );
  await control('/faults', {
    match: { surface: 'confluence', method: 'POST', path: '**/api/v2/footer-comments' },
    times: 1,
    fault: { kind: 'status', status: 500 },
  });
  await begin(ada, 'Comment as always, and fail', calls(comment(page, 'Fails')), text('It failed.'));
  const broken = await begin(ada, 'A label that fails', calls(label(page, 'fails'), label(page, 'works')));
  await control('/faults', {
    match: { surface: 'confluence', method: 'POST', path: `**/content/${page}/label` },
    times: 1,
    fault: { kind: 'status', status: 403 },
  });
  await decide(ada, broken, [ALLOW, ALLOW]);
  const lost = await begin(ada, 'A label that is lost', calls(label(page, 'lost')));
  await fault(LABEL, { kind: 'after_effect' });
  await decide(ada, lost, [ALLOW]);
  await fault('CONFLUENCE_GET_CHILD_PAGES', { kind: 'cut' });
  await begin(
    ada,
    'A read that is lost',
    calls(['GET_CHILD_PAGES', { id: page }], ['GET_LABELS_FOR_PAGE', { id: page }]),
    text('No answer came.'),
  );
});

await scene('undone, and not', async () => {
  const spaceId = await site.spaceId('ENG');
  const made = async (title: string) => {
    const id = await begin(
      ada,
      `Make ${title}`,
      calls(['CREATE_PAGE', { spaceId, title, body: storage('<p>x</p>') }]),
    );
    await decide(ada, id, [ALLOW]);
    return idOf((await ada.actions(id))[0]);
  };
  const DELETE = 'CONFLUENCE_DELETE_PAGE';
  await ada.undo(await made('Undone'));
  await fault(DELETE, { kind: 'after_effect' });
  const unknown = await ada.undo(await made('Undo unknown'));
  const again = await made('Undo failed');
  await control('/faults', {
    match: { surface: 'confluence', method: 'DELETE' },
    times: 1,
    fault: { kind: 'status', status: 500 },
  });
  const failed = await ada.undo(again);
  const twice = await made('Undo failed, then done');
  await control('/faults', {
    match: { surface: 'confluence', method: 'DELETE' },
    times: 1,
    fault: { kind: 'status', status: 500 },
  });
  await ada.undo(twice);
  const done = await ada.undo(twice);
  console.log('  undo:', unknown.status, failed.status, done.status);
});

await scene('turns that end badly', async () => {
  await begin(ada, 'A model that refuses', [{ type: 'refuse', status: 400 }]);
  const read = [call('read_page', { id: '999999999' })];
  await begin(ada, 'Too many steps', read, read, read, read);
  const stopped = randomUUID();
  model.will([
    { type: 'reasoning', text: 'A long story.' },
    { type: 'text', text: 'Once upon a time' },
    { type: 'hold' },
  ]);
  const told = ada.say(stopped, 'Tell me a story');
  await until(
    "select 1 from turn_events e join turns t on t.id = e.turn_id where t.conversation_id = $1 and e.chunks::text like '%Once%'",
    [stopped],
  );
  await ada.ask('POST', `/api/chat/${stopped}/stop`, {});
  await told;
  const cut = randomUUID();
  model.will([{ type: 'begin call', name: 'read_page', arguments: '{"id": "1' }, { type: 'hold' }]);
  const begun = ada.say(cut, 'Stop before it runs');
  await until(
    "select 1 from turn_events e join turns t on t.id = e.turn_id where t.conversation_id = $1 and e.chunks::text like '%tool-input%'",
    [cut],
  );
  await ada.ask('POST', `/api/chat/${cut}/stop`, {});
  await begun;
  const queued = randomUUID();
  model.will([{ type: 'text', text: 'One.' }, { type: 'hold' }]);
  const first = ada.say(queued, 'First');
  await until(
    "select 1 from turn_events e join turns t on t.id = e.turn_id where t.conversation_id = $1 and e.chunks::text like '%One.%'",
    [queued],
  );
  await ada.queue(queued, 'Second, after a stop');
  await ada.ask('POST', `/api/chat/${queued}/stop`, {});
  await first;
});

await scene('a queued message that was taken', async () => {
  const page = await site.page('Queue page', '<p>Text</p>');
  const id = randomUUID();
  await fault('CONFLUENCE_GET_LABELS_FOR_PAGE', { kind: 'delay', ms: 1_000 });
  model.will(calls(['GET_LABELS_FOR_PAGE', { id: page }]), text('No labels.'), text('Two.'));
  const first = ada.say(id, 'First');
  await until(
    "select 1 from actions a join tool_calls c on c.id = a.tool_call_id where c.conversation_id = $1 and a.status = 'running'",
    [id],
  );
  await ada.queue(id, 'Second');
  await first;
  await ada.idle(id);
});

await scene('deleted conversations', async () => {
  const page = await site.page('Forgotten page', '<p>Text</p>');
  const id = await begin(
    ada,
    'To be deleted',
    calls(label(page, 'kept-in-the-ledger'), label(page, 'denied')),
  );
  await decide(ada, id, [ALLOW, { decision: 'deny', reason: 'No' }]);
  await ada.undo(idOf((await ada.actions(id))[0]));
  await ada.ask('DELETE', `/api/conversations/${id}`);
});

await scene('rules', async () => {
  const page = await site.page('Rules page', '<p>Text</p>');
  const ENG = { type: 'space', value: 'ENG', name: 'Engineering', rule: 'allow' };
  const none = { readOnly: false, kinds: {}, tools: {}, places: [] };
  const rules = (user: object) => grace.ask('PUT', '/api/policies', { user: { ...none, ...user } });
  await rules({
    kinds: { write: 'allow' },
    tools: { CONFLUENCE_CREATE_SPACE: 'deny', CONFLUENCE_GET_CHILD_PAGES: 'ask' },
  });
  await begin(
    grace,
    'A label by rule',
    calls(label(page, 'by-rule'), ['CREATE_SPACE', { key: 'NO', name: 'No' }]),
    DONE,
  );
  await begin(grace, 'A read that asks', calls(['GET_CHILD_PAGES', { id: page }]));
  const reads = await begin(grace, 'A read that is allowed', calls(['GET_CHILD_PAGES', { id: page }]));
  await decide(grace, reads, [ALLOW]);
  await rules({ places: [{ type: 'tree', value: page, name: 'Rules page', rule: 'never' }] });
  await begin(grace, 'Never here', calls(label(page, 'never')), text('It is not allowed.'));
  await rules({ readOnly: true });
  await begin(
    grace,
    'Only reading',
    [
      call(BATCH, {
        tools: [
          { tool_slug: 'COMPOSIO_REMOTE_BASH_TOOL', arguments: { command: 'id' } },
          { tool_slug: LABEL, arguments: label(page, 'no')[1] },
          { tool_slug: 'JIRA_UNKNOWN_TOOL', arguments: {} },
        ],
      }),
    ],
    text('Only reading.'),
  );
  await rules({
    kinds: { write: 'allow', destructive: 'deny' },
    tools: { CONFLUENCE_CREATE_SPACE: 'deny' },
    places: [ENG, { type: 'label', value: 'locked', rule: 'ask' }],
  });
  await begin(grace, 'A tool nobody knows', calls(['FROBNICATE', { a: 1 }]));
});

// A crash, after which the app goes on.
const lostFor = { found: randomUUID(), never: randomUUID(), open: randomUUID(), said: randomUUID() };
await scene('lost in a crash', async () => {
  const page = await site.page('Crash page', '<p>Text</p>');
  for (const [id, said] of [
    [lostFor.found, 'Arrived'],
    [lostFor.never, 'Never arrived'],
    [lostFor.open, 'Still unknown'],
  ] as const) {
    await goOn(ada, id, `Label: ${said}`, calls(label(page, said.toLowerCase().replaceAll(' ', '-'))));
    const kind = said === 'Never arrived' ? { kind: 'hang' } : { kind: 'delay', ms: AN_HOUR / 10 };
    await fault(LABEL, kind);
    const [approval] = await ada.pending(id);
    ada.decide(id, [{ approvalId: approval?.id, ...ALLOW }]).catch(() => undefined);
    await until(
      "select 1 from actions a join tool_calls c on c.id = a.tool_call_id where c.conversation_id = $1 and a.status = 'running'",
      [id],
    );
  }
  model.will([{ type: 'text', text: 'Half an ans' }, { type: 'hold' }]);
  ada.say(lostFor.said, 'An answer that breaks off').catch(() => undefined);
  await until(
    "select 1 from turn_events e join turns t on t.id = e.turn_id where t.conversation_id = $1 and e.chunks::text like '%Half%'",
    [lostFor.said],
  );
  for (;;) if ((await site.labels(page)).length === 2) break;
});
stack.killProcess('app');
await stack.ended();
await stack.start();
await db.query("update turns set heartbeat_at = heartbeat_at - interval '1 minute' where status = 'running'");
seen = 0;

await scene('after the crash', async () => {
  await until("select 1 where not exists (select 1 from turns where status = 'running')");
  // A write may still arrive for half a minute; most of that is over.
  await db.query("update actions set sent_at = sent_at - interval '40 seconds' where status = 'unknown'");
  for (const id of [lostFor.found, lostFor.never]) {
    const { messages } = await ada.conversation(id);
    const turnId = messages.at(-1)?.metadata.turnId;
    await goOn(ada, id, [{ type: 'data-continue', data: { turnId } }], text('I looked.'));
  }
});

// The last moment: all of this is under way when the process dies.
await scene('the last moment', async () => {
  const page = await site.page('Last page', '<p>Text</p>');
  const running =
    "select 1 from actions a join tool_calls c on c.id = a.tool_call_id where c.conversation_id = $1 and a.status = 'running'";
  const shown =
    "select 1 from turn_events e join turns t on t.id = e.turn_id where t.conversation_id = $1 and e.chunks::text like '%' || $2 || '%'";
  const ignore = (error: unknown) => console.log('  cut:', String(error).slice(0, 200));

  const write = await begin(
    ada,
    'A label in mid-flight',
    calls(label(page, 'in-flight'), label(page, 'beside')),
  );
  await fault(LABEL, { kind: 'delay', ms: AN_HOUR / 10 });
  const [approval] = await ada.pending(write);
  ada.decide(write, [{ approvalId: approval?.id, ...ALLOW }]).catch(ignore);
  await until(running, [write]);

  const ruled = randomUUID();
  await fault(LABEL, { kind: 'delay', ms: AN_HOUR / 10 });
  model.will([
    { type: 'text', text: 'I do it.' },
    call(BATCH, batch(label(page, 'by-rule'), ['GET_LABELS_FOR_PAGE', { id: page }])),
  ]);
  grace.say(ruled, 'A label by rule in mid-flight').catch(ignore);
  await until(running, [ruled]);

  const spaceId = await site.spaceId('ENG');
  const made = await begin(
    ada,
    'A page to take back',
    calls(['CREATE_PAGE', { spaceId, title: 'Undo in mid-flight', body: storage('<p>x</p>') }]),
  );
  await decide(ada, made, [ALLOW]);
  await fault('CONFLUENCE_DELETE_PAGE', { kind: 'delay', ms: AN_HOUR / 10 });
  ada.undo(idOf((await ada.actions(made))[0])).catch(ignore);
  await until(running, [made]);

  const decided = await begin(ada, 'Allowed and not yet looked at again', calls(label(page, 'allowed')));

  const talking = randomUUID();
  model.will([
    { type: 'reasoning', text: 'Thinking of ' },
    { type: 'text', text: 'In the middle of' },
    { type: 'hold' },
  ]);
  ada.say(talking, 'An answer under way').catch(ignore);
  await until(shown, [talking, 'middle']);
  await ada.queue(talking, 'Waits');
  await ada.queue(talking, 'Waits too');

  const calling = randomUUID();
  model.will([{ type: 'begin call', name: BATCH, arguments: '{"tools": [{"tool_slug"' }, { type: 'hold' }]);
  ada.say(calling, 'A call whose input is under way').catch(ignore);
  await until(shown, [calling, 'tool-input']);
  const called = randomUUID();
  await fault('CONFLUENCE_GET_CHILD_PAGES', { kind: 'delay', ms: AN_HOUR / 10 });
  model.will(calls(['GET_CHILD_PAGES', { id: q3 }]));
  grace.say(called, 'A read under way').catch(ignore);
  await until(running, [called]);

  // Last: its look at the page is given up after a while.
  await control('/faults', {
    match: { surface: 'confluence', path: `**/api/v2/pages/${page}**` },
    fault: { kind: 'delay', ms: AN_HOUR / 10 },
  });
  const [allowed] = await ada.pending(decided);
  ada.decide(decided, [{ approvalId: allowed?.id, ...ALLOW }]).catch(ignore);
  await until("select 1 from approvals where id = $1 and status = 'allowed'", [allowed?.id]);
});
stack.killProcess('app');
await stack.ended();

await db.query('set time zone utc');
// What version 0001 did was never asked, and stands in no ledger: only calls, actions and messages were kept then.
const [action] = (
  await db.query(
    'select a.id from actions a join tool_calls c on c.id = a.tool_call_id where c.conversation_id = $1',
    [older],
  )
).rows;
await db.query('delete from changes where action_id = $1', [action.id]);
await db.query('update actions set change = null, sent_at = null where id = $1', [action.id]);
await db.query("delete from messages where conversation_id = $1 and parts->0->>'type' = 'data-decided'", [
  older,
]);
await db.query(
  "update messages set parts = ((parts::jsonb) #- '{1,output,actions,0,change}')::json where conversation_id = $1 and role = 'assistant'",
  [older],
);
await db.query('alter table ledger disable trigger user');
await db.query('delete from ledger where conversation_id = $1', [older]);
await db.query('alter table ledger enable trigger user');
// One question stays open for as long as the fixture lives.
await db.query("update approvals set expires_at = '2099-01-01T00:00:00Z' where id = $1", [openApproval?.id]);
for (const [table, column] of [
  ['actions', 'change'],
  ['messages', 'parts'],
])
  await db.query(
    `update ${table} set ${column} = replace(${column}::text, $1, $2)::json where ${column}::text like '%' || $3 || '%'`,
    [
      ...[
        `"id":"${openApproval?.id}","expiresAt":"${openApproval?.expiresAt}"`,
        `"id":"${openApproval?.id}","expiresAt":"2099-01-01T00:00:00.000Z"`,
        openApproval?.id,
      ],
    ],
  );
// The sweep of old logs, which the app does once a minute.
await db.query(`delete from turn_events using turns where turns.id = turn_id and status in ('completed', 'failed', 'stopped')
  and turns.id not in (select id from turns where status = 'completed' order by ended_at desc limit 2)`);
writeFileSync(
  join(out, 'version-0002.sql'),
  HEAD +
    (await dumpOf(db, [
      [`localhost:${SANDBOX_PORT}`, 'localhost:4400'],
      [`localhost:${PORT}`, 'localhost:3000'],
    ])),
);
writeFileSync(
  join(out, 'version-0002-site.json'),
  `[\n${written.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`,
);
await end();

async function end(): Promise<void> {
  await db.end();
  model.close();
  await stack.remove();
  await stopAll();
}
