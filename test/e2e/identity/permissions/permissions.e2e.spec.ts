import type { PermissionCategory, PermissionDefinition } from '@contract/optima';
import { permissionCatalog } from '@app/kernel';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface Answer<Data> {
  data: Data;
}

describe('GET /v1/permissions', () => {
  let app: TestApp;
  let reader: TestUser;

  beforeAll(async () => {
    app = await startTestApp();
    reader = await app.actor('role.read');
  });
  afterAll(() => app.stop());

  it('lists every registered node once, with where it is used', async () => {
    const { body } = await reader.agent.get<Answer<PermissionDefinition[]>>('/v1/permissions/nodes').expect(200);
    const ids = body.data.map(({ node }) => node);
    expect([...ids].sort()).toEqual(
      permissionCatalog
        .nodes()
        .map(({ id }) => id)
        .sort(),
    );
    const read = body.data.find(({ node }) => node === 'role.read');
    expect(read?.usedIn).toContain('GET /v1/role/:identifier');
    const field = body.data.find(({ node }) => node === 'obj.role.title');
    expect(field?.usedIn).toContain('GET /v1/role');
  });

  it('groups them by category', async () => {
    const { body } = await reader.agent.get<Answer<Record<string, PermissionCategory>>>('/v1/permissions').expect(200);
    expect(body.data.global?.permissions.map(({ node }) => node)).toEqual(['*']);
    expect(body.data.role?.permissions.map(({ node }) => node)).toContain('role.create');
  });

  it('answers one category, and 404 with the documented text for none', async () => {
    const { body } = await reader.agent.get<Answer<PermissionCategory>>('/v1/permissions/role').expect(200);
    expect(body.data.permissions.map(({ node }) => node)).toContain('role.read');
    for (const unknown of ['invalidCategory', 'constructor', '__proto__']) {
      const missing = await reader.agent.get(`/v1/permissions/${unknown}`).expect(404);
      expect(missing.body).toMatchObject({ error: 'NotFound', message: `Permission category "${unknown}" not found` });
    }
  });

  it('needs role.read', async () => {
    const { agent } = await app.actor('role.list');
    for (const path of ['/v1/permissions', '/v1/permissions/nodes', '/v1/permissions/role']) {
      await app.agent.get(path).expect(401);
      await agent.get(path).expect(403);
    }
  });
});
