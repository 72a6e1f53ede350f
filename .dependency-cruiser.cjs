// The staircase of the house, machine-checked: rooms call downward only, keep their tables to themselves, and libs know no app.

/** From the cellar up; `cli` stands beside the stairs and may call every room, `main`/`app.module` sit on the roof. */
const ROOMS = [
  'platform',
  'people',
  'desk',
  'tickets',
  'outbound',
  'survey',
  'inbound',
  'rules',
  'reports',
  'foresight',
  'realtime',
  'notify',
  'integrations',
];

const room = (names) => `^apps/api/src/(${names.join('|')})/`;
const TESTS = '\\.test\\.tsx?$';

/** Rule 1: a room never imports from a room above it, nor from the terminal or the roof. */
const upward = ROOMS.map((name, step) => ({
  name: `no-upward-import-from-${name}`,
  comment: `${name} may import only from itself and from ${ROOMS.slice(0, step).join(', ') || 'nobody'} (DESIGN: the staircase). News travels up as facts.`,
  severity: 'error',
  from: { path: room([name]) },
  to: { path: `^apps/api/src/(${[...ROOMS.slice(step + 1), 'cli'].join('|')}|main|app\\.module)(/|\\.ts$)` },
}));

/** Rule 2: entities and stores are private to their room. */
const privateTables = ROOMS.map((name) => ({
  name: `no-foreign-table-of-${name}`,
  comment: `*.entity.ts and *.store.ts of ${name} are private to it: call one of its use cases instead.`,
  severity: 'error',
  from: { path: '^apps/api/(src|test)/', pathNot: [room([name]), `^apps/api/test/`] },
  to: { path: `^apps/api/src/${name}/.*\\.(entity|store)\\.ts$` },
}));

module.exports = {
  forbidden: [
    ...upward,
    ...privateTables,
    {
      name: 'reports-are-event-only',
      comment:
        'reports reads facts, never tickets: of the rooms below it may import event definitions (events.ts) and the ground floor, people and desk.',
      severity: 'error',
      from: { path: room(['reports']), pathNot: TESTS },
      to: { path: room(['tickets', 'outbound', 'survey', 'inbound', 'rules']), pathNot: '/events\\.ts$' },
    },
    {
      name: 'libs-know-no-app',
      comment: 'A lib knows no app, no Nest, no TypeORM.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/|^@nestjs/|^typeorm$|node_modules/(@nestjs|typeorm)/' },
    },
    {
      name: 'libs-know-not-each-other',
      comment: 'Libs do not know each other.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '(^libs|@otklik)/[^/]+', pathNot: '^libs/$1/' },
    },
    {
      name: 'survey-lib-depends-on-nothing',
      comment: 'libs/survey runs in a browser and has no dependencies; libs/contract is types only.',
      severity: 'error',
      from: { path: '^libs/(survey|contract)/', pathNot: TESTS },
      to: { pathNot: '^libs/' },
    },
    {
      name: 'who-may-import-channels',
      comment:
        'Only desk (connection settings), inbound and outbound import libs/channels, and the terminal for `inspect`. survey must not.',
      severity: 'error',
      from: {
        path: '^apps/',
        pathNot: [room(['desk', 'inbound', 'outbound']), '^apps/api/src/cli/inspect', '^apps/api/test/'],
      },
      to: { path: '(libs|@otklik)/channels' },
    },
    {
      name: 'no-barrels-in-the-api',
      comment: 'No barrels inside the api: import the file that says it.',
      severity: 'error',
      from: {},
      to: { path: '^apps/api/src/.*/index\\.ts$' },
    },
    {
      name: 'libs-by-the-front-door',
      comment: 'A lib has one index.ts, its front door.',
      severity: 'error',
      from: { path: '^(apps|e2e|bench)/', pathNot: '^apps/api/test/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'tests-by-door-or-harness',
      comment: 'The tests use a lib by its front door, and the channels by their harnesses.',
      severity: 'error',
      from: { path: '^apps/api/test/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/(index|harness|[^/]+/harness)\\.ts$' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'Nothing that ships imports a test or the test folder.',
      severity: 'error',
      from: { path: '^(apps/[^/]+/src|libs/[^/]+/src)/', pathNot: TESTS },
      to: { path: `^apps/api/test/|^e2e/|${TESTS}` },
    },
    {
      name: 'must-resolve',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { couldNotResolve: true, pathNot: '\\?(raw|url|inline)$|^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '^apps/.*/(dist|dist-test)/|/fixtures/' },
    // TypeScript 7 has no JavaScript API: swc reads the sources, type-only imports included. It stumbles over JSX here, so
    // what the two front ends may import stands in biome.json (noRestrictedImports).
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
