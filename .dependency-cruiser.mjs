// The floors of the house. Arrows go down only: app → components → lib, and inside lib as listed in `FLOORS`.
// The few files of words and pure code that every floor may use are named in `PURE`.

/** Words and pure code: no server, no I/O. What components may use of lib, and what the tables take their words from. */
const PURE =
  '^lib/(confluence/(describe-action|tool-kind|preview/(preview|loss)|rest)|changes/(approval|change|policy)|composio/connection|conversations/(conversation|message)|history/(history-row|ledger-entry|tool-call|tool-call-filters)|http/(page-of|storable-text))\\.ts$';

/** Rooms of lib from the highest to the lowest. A room may use what is below it, and nothing on its own floor but itself. */
const FLOORS = [
  ['turns'],
  ['agent'],
  ['changes'],
  ['composio'],
  ['conversations', 'history'],
  ['confluence'],
  ['auth'],
  ['http'],
  ['db'],
  ['config'],
];

const roomRules = FLOORS.flatMap((floor, level) =>
  floor.map((room) => ({
    name: `lib-${room}-looks-down`,
    comment: `lib/${room} may use only rooms below it`,
    severity: 'error',
    from: { path: `^lib/${room}/`, pathNot: '\\.test\\.ts$' },
    to: {
      path: '^(app|components|lib)/',
      pathNot: [PURE, `^lib/(${[room, ...FLOORS.slice(level + 1).flat()].join('|')})/`],
    },
  })),
);

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'lib-does-not-look-up',
      severity: 'error',
      from: { path: '^lib/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(app|components|launcher|e2e)/' },
    },
    {
      name: 'components-do-not-look-up',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|launcher|e2e)/' },
    },
    {
      name: 'components-use-pure-code-only',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/', pathNot: PURE },
    },
    {
      name: 'the-sandbox-is-another-program',
      severity: 'error',
      comment: 'Only tests may use the sandbox, and only through its one entry for them',
      from: { pathNot: '^(sandbox|e2e)/|\\.test\\.tsx?$|/test-support/' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'the-sandbox-has-one-entry-for-tests',
      severity: 'error',
      from: { pathNot: '^sandbox/' },
      to: { path: '^sandbox/', pathNot: '^sandbox/testing\\.ts$' },
    },
    {
      name: 'the-sandbox-knows-nothing-of-the-app',
      severity: 'error',
      comment: 'It uses its own files, packages and Node, and nothing else',
      from: { path: '^sandbox/' },
      to: { pathNot: '^(sandbox|node_modules)/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'only-db-opens-a-database',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/db/' },
      to: { path: '^(pg$|node_modules/pg/|node_modules/drizzle-orm/node-postgres)' },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      from: { path: PURE },
      to: { path: '^lib/', pathNot: PURE },
    },
    ...roomRules,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|node_modules)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
