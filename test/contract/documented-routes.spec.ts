import { previewContract } from '../../apps/api/src/commands/preview-contract';
import routes from './routes.json';
import { servedOperations, type OperationKey, type ServedOperation } from './served-operations';

/** A row of the documents' route tables. */
interface DocumentedRoute {
  readonly surface: string;
  readonly area: string;
  readonly method: string;
  readonly path: string;
  readonly auth: string;
  readonly nodes: readonly string[];
  readonly status: number;
  readonly message?: string | null;
  readonly gate?: string;
  readonly conditional?: unknown;
}

/** The sections of the five documents that are served so far; a new area adds its own. */
const SERVED_AREAS = new Set([
  ...['optima Authentication Routes', 'optima User Routes', 'optima Other User Routes', 'optima Role Routes'],
  ...['optima Permission Routes', 'optima Utility Routes', 'optima Procurement Routes', 'optima Sales Routes'],
  'optima UniFi Routes',
  ...['ecoflow Initialize Endpoints', 'ecoflow Authentication Endpoints', 'ecoflow User Endpoints'],
  ...['ecoflow Users Endpoints', 'ecoflow Users Permissions Endpoints', 'ecoflow Users Roles Endpoints'],
  ...['ecoflow Role Endpoints', 'ecoflow Audit Logs Endpoints'],
  ...['liberty AUTH - User', 'liberty AUTH - Token', 'liberty FMW - Encrypt'],
  ...['beaver Authentication', 'flowfuse Platform API'],
]);

/** Routes whose section is served in part. */
const SERVED_ROUTES = new Set([
  ...['GET /server/isOnline', 'GET /v1/company/companies', 'GET /v1/company/companies/{identifier}'],
  'GET /v1/company/companies/{identifier}/configurations',
  'GET /v1/company/companies/{identifier}/unifi/sites',
]);

const ACCESS: Readonly<Record<string, readonly string[]>> = {
  none: ['anyone', 'first-run'],
  token: ['nodes', 'signed-in'],
  'refresh-token': ['refresh-token'],
  'refresh-cookie': ['refresh-cookie'],
};

const documented = (routes as readonly DocumentedRoute[])
  .filter(
    ({ surface, area, method, path }) =>
      SERVED_AREAS.has(`${surface} ${area}`) || SERVED_ROUTES.has(`${method} ${path}`),
  )
  .map((route): [string, DocumentedRoute] => [`${route.surface} ${route.method} ${route.path}`, route]);

let served: ReadonlyMap<OperationKey, ServedOperation>;

beforeAll(async () => {
  served = servedOperations(await previewContract());
});

/** Parameter names are the product's own. */
const nameless = (key: string) => key.replace(/\{\w+\}/g, '{}');

function find({ method, path }: DocumentedRoute): ServedOperation | undefined {
  const wanted = nameless(`${method} ${path}`);
  return [...served].find(([key]) => nameless(key) === wanted)?.[1];
}

function messageOf(operation: ServedOperation, status: number): string | undefined {
  const schema = operation.responses[status]?.content?.['application/json']?.schema as
    { properties?: { message?: { enum?: string[] } } } | undefined;
  return schema?.properties?.message?.enum?.[0];
}

it('every named section exists in the documents', () => {
  const areas = new Set(routes.map(({ surface, area }) => `${surface} ${area}`));
  expect([...SERVED_AREAS].filter((area) => !areas.has(area))).toEqual([]);
});

it.each(documented)('%s is served as documented', (_name, route) => {
  const operation = find(route);
  expect(operation).toBeDefined();
  if (!operation) return;

  expect(operation['x-surface']).toBe(route.surface);
  expect(ACCESS[route.auth]).toContain(operation['x-access']);
  expect([...(operation['x-permissions'] ?? [])].sort()).toEqual([...route.nodes].sort());
  if (route.conditional !== undefined) expect(operation['x-permissions-when']).toEqual(conditionsOf(route, operation));
  expect(operation['x-field-gate']).toBe(route.gate);
  expect(Object.keys(operation.responses)).toContain(String(route.status));
  expect(messageOf(operation, route.status)).toBe(route.message ?? undefined);
});

/** Most documents state conditions in words; where a table lists them, the lists are the same. */
const conditionsOf = ({ conditional }: DocumentedRoute, operation: ServedOperation): unknown =>
  Array.isArray(conditional) ? conditional : (operation['x-permissions-when'] ?? 'a condition');
