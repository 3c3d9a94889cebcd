const SPEC = '\\.spec\\.tsx?$';
const TESTS = ['^test/', SPEC, '\\.fixture\\.ts$', '^libs/testing/'];

/** Which other libs each lib may import, besides `testing` in its specs. */
const LAYERS = {
  domain: [],
  database: [],
  ledger: ['domain', 'database'],
  projections: ['domain', 'ledger', 'database'],
  application: ['domain', 'ledger', 'projections', 'database'],
  reactions: ['domain', 'ledger', 'projections', 'database', 'application'],
  reminders: ['domain', 'ledger', 'projections', 'database', 'application'],
};

const layers = Object.entries(LAYERS).map(([lib, below]) => ({
  name: `layer-${lib}`,
  comment: `libs/${lib} may import ${below.length === 0 ? 'no other lib' : below.join(', ')} only.`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: TESTS },
  to: { path: '^libs/', pathNot: [`^libs/(${[lib, ...below].join('|')})/`, '^libs/testing/'] },
}));

export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The rules import pure libraries without I/O only: neither Node nor Nest.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: SPEC },
      to: { pathNot: ['^libs/', '^node_modules/(zod|yaml|canonicalize)/'] },
    },
    ...layers,
    {
      name: 'libs-through-index',
      comment: 'Across libs, import what index.ts shows.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/index\\.ts$'] },
    },
    {
      name: 'libs-through-index-from-outside',
      comment: 'Apps and tests import what a lib’s index.ts shows.',
      severity: 'error',
      from: { pathNot: '^libs/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/index\\.ts$' },
    },
    {
      name: 'apps-apart',
      comment: 'Apps never import each other.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-on-top',
      comment: 'Nobody imports an app.',
      severity: 'error',
      from: { pathNot: '^apps/' },
      to: { path: '^apps/' },
    },
    {
      name: 'web-takes-types-only',
      comment: 'The browser gets the server’s types, not its code.',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: SPEC },
      to: { path: '^libs/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'testing-in-tests',
      comment: 'libs/testing serves specs only.',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'no-cycles',
      comment: 'No module leads back to itself.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'production-dependencies',
      comment: 'What runs in production is a dependency, not a development dependency.',
      severity: 'error',
      from: { path: '^(apps/(api|worker|cli)|libs)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'What is imported exists; what the benchmark compares with is installed by it alone.',
      severity: 'error',
      from: { pathNot: '^test/bench/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
    },
  },
};
