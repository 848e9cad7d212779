import { describe, expect, test } from 'vitest';
import type { Rule } from '../domain/policy.ts';
import { DESCRIBED_TOOLKITS } from '../toolkits/toolkits.ts';
import {
  allowed,
  always,
  askGate,
  CREATE,
  DELETE,
  DELETE_SPACE,
  from,
  fromAnywhere,
  type Given,
  label,
  nowhere,
  operator,
  places,
  q3,
  READ,
  space,
  tool,
  tree,
  UNKNOWN,
  UPDATE,
  user,
} from './test-support/ask-gate.ts';

const WRITING_TOOLS = DESCRIBED_TOOLKITS.flatMap(({ tools }) =>
  tools.filter(({ kind, offer }) => kind !== 'read' && offer === undefined).map(({ slug }) => slug),
);

const moved: Given = {
  target: { ...q3, destination: { ...q3, space: { id: '2', key: 'HR', name: 'HR' }, ancestors: ['77'] } },
};

const BASH = 'COMPOSIO_REMOTE_BASH_TOOL';
const BATCH = 'COMPOSIO_MULTI_EXECUTE_TOOL';

type Example = [what: string, tool: string, given: Given, answer: Rule];

const EXAMPLES: Record<string, Example[]> = {
  'without rules': [
    ['a read runs', READ, {}, 'allow'],
    ['our own reading of a page runs', 'read_page', {}, 'allow'],
    ['a search for tools runs', 'COMPOSIO_SEARCH_TOOLS', {}, 'allow'],
    ['a write asks', CREATE, {}, 'ask'],
    ['our own edit of a page asks', 'edit_page', {}, 'ask'],
    ['a deletion asks', DELETE, {}, 'ask'],
    ['deleting a space asks', DELETE_SPACE, {}, 'ask'],
    ['an unknown tool asks, however it is called', UNKNOWN, {}, 'ask'],
    [
      'an unknown tool that is said to read asks',
      UNKNOWN,
      { action: { tool: UNKNOWN, kind: 'read' } },
      'ask',
    ],
    ['a tool of another app asks', 'JIRA_GET_ISSUE', {}, 'ask'],
    ['a write that is said to read asks', CREATE, { action: { tool: CREATE, kind: 'read' } }, 'ask'],
    ['a read that is said to destroy asks', READ, { action: { tool: READ, kind: 'destructive' } }, 'ask'],
    ['a write without a target asks', CREATE, { target: null }, 'ask'],
  ],
  'what is moved to another place': [
    ['asks', UPDATE, moved, 'ask'],
    [
      'runs where both places are allowed',
      UPDATE,
      { ...moved, ...user(places(space('MKT', 'allow'), space('HR', 'allow'))) },
      'allow',
    ],
    [
      'asks where only the one that it leaves is',
      UPDATE,
      { ...moved, ...user(places(space('MKT', 'allow'))) },
      'ask',
    ],
    [
      'asks where only the one that it goes to is',
      UPDATE,
      { ...moved, ...user(places(space('HR', 'allow'))) },
      'ask',
    ],
    [
      'may not leave a place that is closed',
      UPDATE,
      { ...moved, ...user(places(tree('20', 'never'))) },
      'deny',
    ],
    [
      'may not go to a place that is closed',
      UPDATE,
      { ...moved, ...user(places(tree('77', 'never'))) },
      'deny',
    ],
    [
      'asks for a space where it was not allowed before',
      UPDATE,
      { ...moved, ...always(UPDATE, 'MKT') },
      'ask',
    ],
  ],
  'what never runs': [
    ['the workbench', 'COMPOSIO_REMOTE_WORKBENCH', {}, 'deny'],
    ['the shell', BASH, {}, 'deny'],
    ['the shell in small letters', 'composio_remote_bash_tool', {}, 'deny'],
    ['whatever else runs remotely', 'COMPOSIO_REMOTE_PYTHON', {}, 'deny'],
    ['the shell with a rule of its own', BASH, user(tool(BASH, 'allow')), 'deny'],
    ['the shell that was always allowed', BASH, always(BASH), 'deny'],
    ['a batch inside a batch', BATCH, {}, 'deny'],
    ['a batch inside a batch with a rule of its own', BATCH, operator(tool(BATCH, 'allow')), 'deny'],
  ],
  'read-only': [
    ['of the person: no write', CREATE, user({ readOnly: true }), 'deny'],
    ['of the operator: no write', CREATE, operator({ readOnly: true }), 'deny'],
    ['no deletion', DELETE, user({ readOnly: true }), 'deny'],
    ['no unknown tool', UNKNOWN, operator({ readOnly: true }), 'deny'],
    ['reads go on', READ, { ...operator({ readOnly: true }), ...user({ readOnly: true }) }, 'allow'],
    ['beats an allowed tool', CREATE, { ...operator({ readOnly: true }), ...allowed }, 'deny'],
    ['beats “always”', CREATE, { ...user({ readOnly: true }), ...always(CREATE) }, 'deny'],
    ['beats an allowed place', CREATE, user({ readOnly: true, ...places(space('MKT', 'allow')) }), 'deny'],
  ],
  'rules for a kind': [
    ['writes may be allowed', CREATE, user({ kinds: { write: 'allow' } }), 'allow'],
    ['that does not allow deletions', DELETE, user({ kinds: { write: 'allow' } }), 'ask'],
    ['deletions may be allowed', DELETE, user({ kinds: { destructive: 'allow' } }), 'allow'],
    ['deleting a space still asks', DELETE_SPACE, user({ kinds: { destructive: 'allow' } }), 'ask'],
    ['deletions may be forbidden', DELETE, operator({ kinds: { destructive: 'deny' } }), 'deny'],
    ['reads may be asked for', READ, user({ kinds: { read: 'ask' } }), 'ask'],
    ['reads may be forbidden', READ, operator({ kinds: { read: 'deny' } }), 'deny'],
    ['allowed writes are not for unknown tools', UNKNOWN, user({ kinds: { write: 'allow' } }), 'ask'],
    ['forbidden writes are for unknown tools', UNKNOWN, user({ kinds: { write: 'deny' } }), 'deny'],
    ['the operator’s “allow” is enough', CREATE, operator({ kinds: { write: 'allow' } }), 'allow'],
    [
      '“ask” of the operator beats “allow” of the person',
      CREATE,
      { ...operator({ kinds: { write: 'ask' } }), ...user({ kinds: { write: 'allow' } }) },
      'ask',
    ],
    [
      '“ask” of the person beats “allow” of the operator',
      CREATE,
      { ...operator({ kinds: { write: 'allow' } }), ...user({ kinds: { write: 'ask' } }) },
      'ask',
    ],
  ],
  'rules for a tool': [
    ['one may be allowed', CREATE, user(tool(CREATE, 'allow')), 'allow'],
    ['another still asks', UPDATE, user(tool(CREATE, 'allow')), 'ask'],
    ['one may be forbidden', CREATE, user(tool(CREATE, 'deny')), 'deny'],
    ['in small letters it is the same', 'confluence_create_page', user(tool(CREATE, 'deny')), 'deny'],
    [
      'deny beats allow of its kind',
      CREATE,
      user({ kinds: { write: 'allow' }, ...tool(CREATE, 'deny') }),
      'deny',
    ],
    [
      'ask beats allow of its kind',
      CREATE,
      user({ kinds: { write: 'allow' }, ...tool(CREATE, 'ask') }),
      'ask',
    ],
    ['its kind is denied', CREATE, { ...operator({ kinds: { write: 'deny' } }), ...allowed }, 'deny'],
    ['a read may be forbidden', READ, user(tool(READ, 'deny')), 'deny'],
    ['an unknown one may be allowed by its name', UNKNOWN, user(tool(UNKNOWN, 'allow')), 'allow'],
    [
      'an unknown one that cannot be shown asks all the same',
      UNKNOWN,
      { ...user(tool(UNKNOWN, 'allow')), risk: { noPreview: true } },
      'ask',
    ],
    ['deleting spaces cannot be allowed', DELETE_SPACE, user(tool(DELETE_SPACE, 'allow')), 'ask'],
    ['deleting spaces can be forbidden', DELETE_SPACE, user(tool(DELETE_SPACE, 'deny')), 'deny'],
  ],
  'rules for a place': [
    ['writes in an allowed space run', CREATE, user(places(space('MKT', 'allow'))), 'allow'],
    ['another space is not meant', CREATE, user(places(space('HR', 'allow'))), 'ask'],
    ['deletions in an allowed space ask', DELETE, user(places(space('MKT', 'allow'))), 'ask'],
    ['unknown tools in an allowed space ask', UNKNOWN, user(places(space('MKT', 'allow'))), 'ask'],
    ['no write in a forbidden space', CREATE, operator(places(space('MKT', 'never'))), 'deny'],
    ['keys of any case are the same', CREATE, user(places(space('mkt', 'never'))), 'deny'],
    ['no deletion in a forbidden space', DELETE, operator(places(space('MKT', 'never'))), 'deny'],
    ['reads in a forbidden space go on', READ, operator(places(space('MKT', 'never'))), 'allow'],
    ['a forbidden page itself', UPDATE, user(places(tree('30', 'never'))), 'deny'],
    ['a page right below a forbidden one', UPDATE, user(places(tree('20', 'never'))), 'deny'],
    ['a page far below a forbidden one', UPDATE, user(places(tree('10', 'never'))), 'deny'],
    [
      'a page beside a forbidden one',
      UPDATE,
      { ...allowed, ...operator(places(tree('40', 'never'))) },
      'allow',
    ],
    ['a page with a forbidden label', UPDATE, user(places(label('planning', 'never'))), 'deny'],
    ['a forbidden label in capitals', UPDATE, user(places(label('PLANNING', 'never'))), 'deny'],
    ['a page with another label', UPDATE, { ...allowed, ...operator(places(label('x', 'never'))) }, 'allow'],
    [
      'a forbidden tree in an allowed space',
      UPDATE,
      user(places(space('MKT', 'allow'), tree('20', 'never'))),
      'deny',
    ],
    ['a place that asks', UPDATE, { ...allowed, ...operator(places(space('MKT', 'ask'))) }, 'ask'],
    [
      'a place that the person allows and the operator forbids',
      UPDATE,
      { ...operator(places(space('MKT', 'never'))), ...user(places(space('MKT', 'allow'))) },
      'deny',
    ],
  ],
  'rules for a place, and nobody knows where it writes': [
    [
      'a forbidden space',
      CREATE,
      { ...allowed, target: nowhere, ...operator(places(space('HR', 'never'))) },
      'ask',
    ],
    [
      'a forbidden tree',
      CREATE,
      { ...always(CREATE), target: null, ...user(places(tree('99', 'never'))) },
      'ask',
    ],
    [
      'a label that asks',
      CREATE,
      { ...always(CREATE), target: null, ...user(places(label('x', 'ask'))) },
      'ask',
    ],
    [
      'an allowed one',
      CREATE,
      { ...always(CREATE), target: null, ...user(places(space('HR', 'allow'))) },
      'allow',
    ],
    [
      'read-only',
      CREATE,
      { target: null, ...user({ readOnly: true, ...places(space('HR', 'never')) }) },
      'deny',
    ],
    [
      'a space of which only the id is known',
      CREATE,
      {
        ...always(CREATE),
        ...user(places(space('HR', 'never'))),
        target: { ...q3, space: { id: '1', key: null, name: null } },
      },
      'ask',
    ],
  ],
  'what a person allowed before': [
    ['the tool runs', CREATE, always(CREATE), 'allow'],
    ['another tool asks', UPDATE, always(CREATE), 'ask'],
    ['in that space the tool runs', CREATE, always(CREATE, 'mkt'), 'allow'],
    ['in another space it asks', CREATE, always(CREATE, 'HR'), 'ask'],
    ['in an unknown space it asks', CREATE, { ...always(CREATE, 'MKT'), target: null }, 'ask'],
    ['a deletion of a page may be allowed', DELETE, always(DELETE), 'allow'],
    ['a deletion of a space may not', DELETE_SPACE, always(DELETE_SPACE), 'ask'],
    ['“ask” is stricter', CREATE, { ...always(CREATE), ...operator({ kinds: { write: 'ask' } }) }, 'ask'],
    [
      'a forbidden place is stricter',
      CREATE,
      { ...always(CREATE), ...user(places(space('MKT', 'never'))) },
      'deny',
    ],
    ['an unknown tool may be allowed', UNKNOWN, always(UNKNOWN), 'allow'],
    ['a read that must ask', READ, { ...always(READ), ...user({ kinds: { read: 'ask' } }) }, 'ask'],
  ],
  'what no rule allows': [
    ['a loss', UPDATE, { ...allowed, risk: { losses: true } }, 'ask'],
    ['a loss, and the tool was always allowed', UPDATE, { ...always(UPDATE), risk: { losses: true } }, 'ask'],
    [
      'a loss in a free space',
      UPDATE,
      { ...user(places(space('MKT', 'allow'))), risk: { losses: true } },
      'ask',
    ],
    ['what cannot be shown', UPDATE, { ...allowed, risk: { noPreview: true } }, 'ask'],
    [
      'a loss that is forbidden anyway',
      UPDATE,
      { ...user({ readOnly: true }), risk: { losses: true } },
      'deny',
    ],
  ],
  'text of others in the context': [
    ['from the same space, by id', UPDATE, { ...allowed, ...from(['1']) }, 'allow'],
    ['from the same space, by id and key', UPDATE, { ...allowed, ...from(['1'], ['MKT']) }, 'allow'],
    [
      'from the same space, by its key in small letters',
      UPDATE,
      { ...allowed, ...from([], ['mkt']) },
      'allow',
    ],
    ['from another space', UPDATE, { ...allowed, ...from(['2']) }, 'ask'],
    ['from another space, with “always”', UPDATE, { ...always(UPDATE), ...from([], ['HR']) }, 'ask'],
    ['from two spaces, one of which is this', UPDATE, { ...allowed, ...from(['1', '2']) }, 'ask'],
    ['from this space by id and another by key', UPDATE, { ...allowed, ...from(['1'], ['HR']) }, 'ask'],
    ['from spaces without a name', UPDATE, { ...allowed, ...from([]) }, 'ask'],
    ['from nobody knows where', UPDATE, { ...allowed, ...fromAnywhere }, 'ask'],
    ['to nobody knows where', UPDATE, { ...allowed, ...from(['1']), target: null }, 'ask'],
    [
      'to something unknown',
      UPDATE,
      { ...allowed, ...from(['1']), target: { ...q3, type: 'unknown' } },
      'ask',
    ],
    ['a deletion elsewhere', DELETE, { ...allowed, ...from(['2']) }, 'ask'],
    ['reads go on', READ, fromAnywhere, 'allow'],
    ['new links in the same space', UPDATE, { ...allowed, ...from(['1']), risk: { newLinks: true } }, 'ask'],
    ['new links, and nothing was read', UPDATE, { ...allowed, risk: { newLinks: true } }, 'allow'],
    ['forbidden stays forbidden', UPDATE, { ...user({ kinds: { write: 'deny' } }), ...fromAnywhere }, 'deny'],
  ],
};

for (const [group, examples] of Object.entries(EXAMPLES))
  describe(group, () => {
    test.each(examples)('%s', (_, slug, given, answer) => {
      const judgement = askGate(slug, given);
      expect(judgement.answer).toBe(answer);
      expect(judgement.reasons.length).toBeGreaterThan(0);
      // What a rule decided is named for the ledger; what a person decides has no rule.
      expect(judgement.rule === null).toBe(answer === 'ask');
    });
  });

test('each of the 24 writing tools asks without rules and is denied read-only', () => {
  for (const slug of WRITING_TOOLS) {
    expect([slug, askGate(slug).answer]).toEqual([slug, 'ask']);
    expect([slug, askGate(slug, operator({ readOnly: true })).answer]).toEqual([slug, 'deny']);
  }
  expect(WRITING_TOOLS).toHaveLength(24);
});
