// The floors of the house. Arrows go down only: app → components → lib, and inside lib as listed in `FLOORS`.

/** Rooms of lib from the highest to the lowest. A room may use what is below it, and nothing on its own floor but itself. */
const FLOORS = [
  ['turns'],
  ['agent'],
  ['undo'],
  ['approvals'],
  ['composio'],
  ['conversations'],
  ['ledger'],
  ['phrases'],
  ['toolkits'],
  ['auth'],
  ['http'],
  ['db'],
  ['config'],
  ['providers'],
  ['domain'],
];

const roomRules = FLOORS.flatMap((floor, level) =>
  floor.map((room) => ({
    name: `lib-${room}-looks-down`,
    comment: `lib/${room} may use only rooms below it`,
    severity: 'error',
    from: { path: `^lib/${room}/`, pathNot: '\\.test\\.ts$|/test-support/' },
    to: {
      path: '^(app|components|lib|launcher|sandbox|e2e)/',
      pathNot: `^lib/(${[room, ...FLOORS.slice(level + 1).flat()].join('|')})/`,
    },
  })),
);

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'components-use-words-only',
      comment: 'Components know lib by its words: types and pure rules',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|lib|launcher|sandbox|e2e)/', pathNot: '^lib/domain/' },
    },
    {
      name: 'words-are-pure',
      comment:
        'The words are shared by server and browser: no I/O, and of packages only what checks and names types',
      severity: 'error',
      from: { path: '^lib/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(lib/domain/|node_modules/(zod|ai)/)' },
    },
    {
      name: 'the-sandbox-is-another-program',
      severity: 'error',
      comment: 'Only tests and measurements may use the sandbox, and only through its one entry for them',
      from: { pathNot: '^(sandbox|e2e|bench)/|\\.test\\.tsx?$|/test-support/' },
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
      name: 'only-the-registry-knows-an-app',
      comment: 'What is known of an app is asked of lib/toolkits/toolkits.ts',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: '^lib/toolkits/([^/]+/|toolkits\\.ts$)|\\.test\\.ts$|/test-support/',
      },
      to: { path: '^lib/toolkits/[^/]+/' },
    },
    {
      name: 'an-app-knows-no-other',
      severity: 'error',
      from: { path: '^lib/toolkits/([^/]+)/' },
      to: { path: '^lib/toolkits/[^/]+/', pathNot: '^lib/toolkits/$1/' },
    },
    {
      name: 'only-db-opens-a-database',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/db/' },
      to: { path: '^(pg$|node_modules/pg/|node_modules/drizzle-orm/node-postgres)' },
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
