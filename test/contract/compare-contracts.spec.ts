import { compareContracts, type ContractDocument } from '../../apps/api/src/commands/compare-contracts';

type Json = Record<string, unknown>;

const role = {
  type: 'object',
  required: ['id', 'title'],
  properties: { id: { type: 'string' }, title: { type: 'string', maxLength: 50 }, kind: { enum: ['a', 'b'] } },
};

const operation = {
  operationId: 'optimaRolesFetch',
  summary: 'Fetch a role',
  security: [{ bearer: [] }],
  'x-access': 'nodes',
  'x-permissions': ['role.read'],
  'x-field-gate': 'obj.role',
  parameters: [
    { name: 'identifier', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'expand', in: 'query', required: false, schema: { type: 'boolean' } },
  ],
  requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Role' } } } },
  responses: {
    200: { description: 'OK', content: { 'application/json': { schema: { $ref: '#/components/schemas/Role' } } } },
    404: { description: 'None', content: { 'application/json': { schema: { type: 'object' } } } },
  },
};

const documentOf = (one: Json, schema: Json = role): ContractDocument => ({
  paths: { '/v1/role/{identifier}': { get: one } },
  components: { schemas: { Role: schema } },
});

const written = documentOf(operation);

const differences = (one: Json, schema?: Json): readonly string[] =>
  compareContracts(written, documentOf(one, schema)).differences;

/** What is compared, the operation, and its component where that differs. */
type Case = [string, Json, Json?];
/** The same with a part of the line that names the difference. */
type Difference = [string, Json, string, Json?];

it('finds no difference between a document and itself, and counts its operations', () => {
  expect(compareContracts(written, structuredClone(written))).toEqual({ operations: 1, differences: [] });
});

it.each<Case>([
  ['prose', { ...operation, summary: 'Another', description: 'words' }],
  [
    'the order of required keys and choices',
    operation,
    {
      ...role,
      required: ['title', 'id'],
      properties: { ...role.properties, kind: { enum: ['b', 'a'] } },
    },
  ],
  [
    'a schema written out instead of referred to',
    {
      ...operation,
      requestBody: { content: { 'application/json': { schema: role } } },
    },
  ],
  [
    'what an identifier in a path may look like',
    {
      ...operation,
      parameters: [
        { name: 'identifier', in: 'path', required: true, schema: { type: 'string', pattern: '^x' } },
        operation.parameters[1],
      ],
    },
  ],
])('passes over %s', (...[, one, schema]) => {
  expect(differences(one, schema)).toEqual([]);
});

it.each<Difference>([
  ['the operation id', { ...operation, operationId: 'other' }, 'operationId'],
  ['security', { ...operation, security: [] }, 'security'],
  ['the access mode', { ...operation, 'x-access': 'signed-in' }, 'x-access'],
  ['a node', { ...operation, 'x-permissions': ['role.list'] }, 'x-permissions'],
  ['a missing node', { ...operation, 'x-permissions': [] }, 'x-permissions'],
  [
    'a condition',
    { ...operation, 'x-permissions-when': [{ when: 'body.a present', nodes: ['a.b'] }] },
    'x-permissions-when',
  ],
  ['a field gate', { ...operation, 'x-field-gate': undefined }, 'x-field-gate'],
  ['a write gate', { ...operation, 'x-field-gate-write': 'obj.role' }, 'x-field-gate-write'],
  ['a missing parameter', { ...operation, parameters: [operation.parameters[0]] }, 'query expand'],
  [
    'a parameter that is required',
    {
      ...operation,
      parameters: [operation.parameters[0], { ...operation.parameters[1], required: true }],
    },
    'required',
  ],
  [
    'the type of a parameter',
    {
      ...operation,
      parameters: [operation.parameters[0], { name: 'expand', in: 'query', schema: { type: 'integer' } }],
    },
    'query expand',
  ],
  ['a missing body', { ...operation, requestBody: undefined }, 'requestBody'],
  [
    'the content type of the body',
    {
      ...operation,
      requestBody: { content: { 'text/plain': { schema: role } } },
    },
    'text/plain',
  ],
  ['a missing status', { ...operation, responses: { 200: operation.responses[200] } }, 'responses / 404'],
  [
    'another status',
    { ...operation, responses: { ...operation.responses, 409: { description: 'No' } } },
    'responses / 409',
  ],
  [
    'the type of a property',
    operation,
    'title',
    {
      ...role,
      properties: { ...role.properties, title: { type: 'integer' } },
    },
  ],
  [
    'a bound of a property',
    operation,
    'maxLength',
    {
      ...role,
      properties: { ...role.properties, title: { type: 'string', maxLength: 51 } },
    },
  ],
  [
    'a property that may be null',
    operation,
    'nullable',
    {
      ...role,
      properties: { ...role.properties, title: { type: 'string', maxLength: 50, nullable: true } },
    },
  ],
  [
    'a missing property',
    operation,
    'kind',
    { ...role, properties: { id: role.properties.id, title: role.properties.title } },
  ],
  [
    'an additional property',
    operation,
    'extra',
    {
      ...role,
      properties: { ...role.properties, extra: { type: 'string' } },
    },
  ],
  ['a required key', operation, 'required', { ...role, required: ['id'] }],
  ['a choice', operation, 'enum', { ...role, properties: { ...role.properties, kind: { enum: ['a'] } } }],
])('names a difference in %s', (...[, one, where, schema]) => {
  const found = differences(one, schema);
  expect(found.length).toBeGreaterThan(0);
  expect(found.join('\n')).toContain(where);
  expect(found[0]).toMatch(/^GET \/v1\/role\/\{identifier\} /);
});

it('names operations that only one of the documents has', () => {
  const empty: ContractDocument = { paths: {} };
  expect(compareContracts(written, empty).differences).toEqual(['GET /v1/role/{identifier}: written, but not served']);
  expect(compareContracts(empty, written).differences).toEqual(['GET /v1/role/{identifier}: served, but not written']);
});

it('tells another method of the same path apart', () => {
  const posted: ContractDocument = { ...written, paths: { '/v1/role/{identifier}': { post: operation } } };
  expect(compareContracts(written, posted).differences).toHaveLength(2);
});

it('compares a schema that contains itself', () => {
  const tree = {
    type: 'object',
    properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Role' } } },
  };
  const recursive = documentOf(operation, tree);
  expect(compareContracts(recursive, structuredClone(recursive)).differences).toEqual([]);
});
