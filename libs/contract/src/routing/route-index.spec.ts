import express from 'express';
import request from 'supertest';
import { RouteIndex } from './route-index';

const ROUTES = [
  ['get', '/v1/user/users'],
  ['get', '/v1/user/users/:identifier'],
  ['get', '/v1/user/:kind'],
  ['patch', '/v1/user/users/:identifier/roles'],
  ['get', '/role/:id'],
  ['post', '/role/create'],
] as const;

function application(): express.Express {
  const index = new RouteIndex();
  for (const [method, path] of ROUTES) {
    index.add(method, path, (_request, response) => void response.json({ route: path }));
  }
  index.add('get', '/role/fails/:id', () => {
    throw new Error('as it should');
  });
  return express().use(index.handle, (_request: express.Request, response: express.Response) => {
    response.status(404).json({ route: null });
  });
}

const answerOf = async (method: 'get' | 'post' | 'patch' | 'head', path: string) =>
  (await request(application())[method](path)).body as { route?: string | null };

describe('RouteIndex', () => {
  it.each([
    ['get', '/v1/user/users', '/v1/user/users'],
    ['get', '/V1/User/Users/', '/v1/user/users'],
    ['get', '/v1/user/users/x1?page=2', '/v1/user/users/:identifier'],
    ['patch', '/v1/user/users/x1/roles', '/v1/user/users/:identifier/roles'],
    ['post', '/role/create', '/role/create'],
  ] as const)('finds %s %s', async (method, path, route) => {
    expect(await answerOf(method, path)).toEqual({ route });
  });

  it('prefers literal segments, and goes on to a parameter where they do not answer the method', async () => {
    expect(await answerOf('get', '/v1/user/agents')).toEqual({ route: '/v1/user/:kind' });
    expect(await answerOf('get', '/role/create')).toEqual({ route: '/role/:id' });
  });

  it.each(['/', '/v1', '/v1/user', '/v1/users', '/role', '//v1/user/users', '/role%2Fcreate'])(
    'leaves %s to what follows',
    async (path) => {
      expect(await answerOf('get', path)).toEqual({ route: null });
    },
  );

  it('answers HEAD as GET, and hands failures on', async () => {
    expect((await request(application()).head('/role/x')).status).toBe(200);
    expect((await request(application()).get('/role/fails/x')).status).toBe(500);
  });
});
