/** "Who may import whom": every rule is an error, and `npm run boundaries` checks them all. */

const anyLib = '^libs/[^/]+/';
const mayImport = (name, libs, allowed) => ({
  name,
  comment: `libs/{${libs.join(',')}} may import only ${allowed.length ? allowed.join(', ') : 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^libs/(${libs.join('|')})/` },
  to: { path: ['^libs/', '^apps/'], pathNot: [`^libs/(${[...allowed, '$1'].join('|')})/`] },
});

const business = '\\.(service|repository|entity)\\.ts$';

module.exports = {
  forbidden: [
    mayImport('kernel-stands-alone', ['kernel'], []),
    mayImport('base-libs-import-kernel', ['contract', 'database', 'crypto'], ['kernel']),
    mayImport(
      'upper-libs-import-base-libs',
      ['access', 'audit', 'jobs', 'realtime'],
      ['kernel', 'contract', 'database', 'crypto'],
    ),
    mayImport('sdk-stands-alone', ['sdk'], []),
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: anyLib },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-only-through-index',
      comment: 'A library is what its index.ts exports.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/'] },
    },
    {
      name: 'kernel-is-pure',
      comment: 'No framework, no driver: ids and errors must be usable anywhere.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|express|reflect-metadata|class-validator)/' },
    },
    {
      name: 'features-only-through-index',
      comment: 'Another feature is what its index.ts exports.',
      severity: 'error',
      from: { path: '^apps/api/src/modules/([^/]+)/([^/]+)/' },
      to: {
        path: '^apps/api/src/modules/[^/]+/[^/]+/',
        pathNot: ['^apps/api/src/modules/[^/]+/[^/]+/index\\.ts$', '^apps/api/src/modules/$1/$2/'],
      },
    },
    {
      name: 'features-know-no-composition-root',
      comment: 'The root lists the areas; an area knows neither the root nor the boot.',
      severity: 'error',
      from: { path: '^apps/api/src/modules/' },
      to: { path: '^apps/api/src/(main|app\\.module)\\.ts$' },
    },
    {
      name: 'rules-know-no-controller',
      severity: 'error',
      from: { path: business },
      to: { path: '\\.controller\\.ts$' },
    },
    {
      name: 'rules-know-no-http',
      comment: 'Services, repositories and entities take an actor and throw DomainError.',
      severity: 'error',
      from: { path: business },
      to: {
        path: [
          '^(node:)?https?2?$',
          'node_modules/(@types/)?(@nestjs/swagger|@nestjs/platform-express|express|supertest)/',
        ],
      },
    },
    {
      name: 'apps-are-separate',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: ['^test/', '\\.spec\\.ts$'] },
      to: { path: ['^test/', '\\.spec\\.ts$'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      comment: 'What production loads must be among the dependencies; apps/upstreams serves demo and tests only.',
      severity: 'error',
      from: { path: '^(apps/api|libs)/', pathNot: '\\.spec\\.ts$|^apps/api/(bin|src/commands)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^libs/sdk/src/generated/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.d.ts', '.json'],
    },
    builtInModules: { add: [] },
  },
};
