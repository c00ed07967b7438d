import type { OpenAPIObject } from '@nestjs/swagger';
import { groupTags } from './group-tags';

const operation = (surface: string, ...tags: string[]) => ({ 'x-surface': surface, tags, responses: {} });

const document = {
  openapi: '3.0.3',
  info: { title: 'All', version: '1' },
  paths: {
    '/v1/role': { get: operation('optima', 'Roles') },
    '/v1/user/users': { get: operation('optima', 'Users'), post: operation('optima', 'Users') },
    '/role': { get: operation('ecoflow', 'Roles'), parameters: [{ name: 'id', in: 'query' }] },
  },
} as unknown as OpenAPIObject;

describe('tags of the document of all surfaces', () => {
  const grouped = groupTags(document) as unknown as Record<string, unknown> & typeof document;

  it('name their surface, so that equal ones of two surfaces stay apart', () => {
    expect(grouped.paths['/v1/role']?.get?.tags).toEqual(['Optima: Roles']);
    expect(grouped.paths['/role']?.get?.tags).toEqual(['EcoFlowJS: Roles']);
  });

  it('are grouped by surface and shown by their own names', () => {
    expect(grouped['x-tagGroups']).toEqual([
      { name: 'Optima', tags: ['Optima: Roles', 'Optima: Users'] },
      { name: 'EcoFlowJS', tags: ['EcoFlowJS: Roles'] },
    ]);
    expect(grouped.tags).toContainEqual({ name: 'EcoFlowJS: Roles', 'x-displayName': 'Roles' });
  });

  it('leave the rest, and the given document, as it was', () => {
    expect(grouped.paths['/role']?.parameters).toEqual(document.paths['/role']?.parameters);
    expect(document.paths['/v1/role']?.get?.tags).toEqual(['Roles']);
  });
});
