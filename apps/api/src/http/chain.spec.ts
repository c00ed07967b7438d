import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import request from 'supertest';
import { chain } from './chain';

describe('chain', () => {
  const passes =
    (name: string): RequestHandler =>
    (_request, response, next) => {
      response.append('x-passed', name);
      next();
    };
  const later: RequestHandler = (_request, _response, next) => void setImmediate(next);
  const fails = (): never => {
    throw new Error('no further');
  };
  const tellsError: ErrorRequestHandler = (error: Error, _request, response, _next) => {
    response.status(500).send(error.message);
  };
  const serve = (...handlers: RequestHandler[]) =>
    express()
      .use(chain(...handlers))
      .use((_request, response) => void response.send('behind'))
      .use(tellsError);

  it('passes a request on in order', async () => {
    const response = await request(serve(passes('one'), passes('two'), passes('three'))).get('/');
    expect([response.text, response.headers['x-passed']]).toEqual(['behind', 'one, two, three']);
  });

  it('ends where one of them answers', async () => {
    const response = await request(
      serve(passes('one'), (_request, answer) => void answer.send('here'), passes('two')),
    ).get('/');
    expect([response.text, response.headers['x-passed']]).toEqual(['here', 'one']);
  });

  it.each<[string, RequestHandler]>([
    ['passes on', (_request, _response, next) => next(new Error('no further'))],
    ['throws', fails],
    ['rejects with', () => Promise.reject(new Error('no further'))],
  ])('leaves out the rest behind an error that one of them %s', async (_how, failing) => {
    const response = await request(serve(passes('one'), later, failing, passes('two'))).get('/');
    expect([response.status, response.text, response.headers['x-passed']]).toEqual([500, 'no further', 'one']);
  });

  it('is nothing without handlers', async () => {
    expect((await request(serve()).get('/')).text).toBe('behind');
  });
});
