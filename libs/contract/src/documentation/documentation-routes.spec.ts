import type { DomainError } from '@app/kernel';
import type { OpenAPIObject } from '@nestjs/swagger';
import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { parse } from 'yaml';
import type { ContractDocuments } from '../documents/build-documents';
import { documentationRoutes } from './documentation-routes';

/** Long enough to be worth compressing. */
const documentOf = (title: string): OpenAPIObject => ({
  openapi: '3.0.3',
  info: { title, version: '1.0.0', description: 'A flow, a device, a role. '.repeat(60) },
  paths: { '/v1/teapot': { get: { operationId: title, responses: { 418: { description: 'Teapot' } } } } },
});

const documents: ContractDocuments = {
  all: documentOf('all'),
  bySurface: {
    optima: documentOf('optima'),
    liberty: documentOf('liberty'),
    flowfuse: documentOf('flowfuse'),
    ecoflow: documentOf('ecoflow'),
    beaver: documentOf('beaver'),
  },
};

const answerError: ErrorRequestHandler = (error: DomainError, _request, response, _next) => {
  response.status(error.status).set('Allow', error.details.allow?.join(', ')).end();
};

function serve() {
  const build = jest.fn(() => documents);
  const app = express()
    .disable('x-powered-by')
    .use(documentationRoutes(build))
    .use((_request, response) => void response.status(404).send('behind'))
    .use(answerError);
  return { client: request(app), build };
}

const { client } = serve();

const assetsOf = (page: string): string[] =>
  [...page.matchAll(/(?:src|href)="([^"]*\/assets\/[^"]*)"/g)].map(([, url = '']) => url);

describe('documents', () => {
  it.each([
    ['/api/openapi.json', 'all'],
    ['/api/json', 'all'],
    ['/api/openapi/optima.json', 'optima'],
    ['/api/openapi/liberty.json', 'liberty'],
    ['/api/openapi/flowfuse.json', 'flowfuse'],
    ['/api/openapi/ecoflow.json', 'ecoflow'],
    ['/api/openapi/beaver.json', 'beaver'],
    ['/liberty-api.json', 'liberty'],
  ])('serves %s as the document of %s', async (path, title) => {
    const { body, type } = await client.get(path).expect(200);
    expect(type).toBe('application/json');
    expect(body).toEqual(documentOf(title));
  });

  it.each(['/api/openapi.yaml', '/api/yaml'])('serves %s with the content of the JSON document', async (path) => {
    const { body, type } = await client.get(path).responseType('blob').expect(200);
    expect(type).toBe('application/yaml');
    expect(parse((body as Buffer).toString())).toEqual(documents.all);
  });

  it('are built once, and not before someone asks', async () => {
    const { client: own, build } = serve();
    await own.get('/api').expect(200);
    expect(build).not.toHaveBeenCalled();
    await Promise.all(['/api/openapi.json', '/api/yaml', '/api/openapi/beaver.json'].map((path) => own.get(path)));
    expect(build).toHaveBeenCalledTimes(1);
  });

  it('are built again when the first attempt failed', async () => {
    const { client: own, build } = serve();
    build.mockImplementationOnce(() => {
      throw Object.assign(new Error('not initialised'), { status: 503, details: {} });
    });
    await own.get('/api/openapi.json').expect(503);
    await own.get('/api/openapi.json').expect(200);
  });
});

describe('pages', () => {
  it.each([
    ['/api', 'redoc.js'],
    ['/api/', 'redoc.js'],
    ['/api/test', 'swagger-ui.js'],
    ['/api/test/', 'swagger-ui.js'],
  ])('%s loads %s from this server, without inline code', async (path, script) => {
    const { text, type } = await client.get(path).expect(200);
    expect(type).toBe('text/html');
    expect(text).toContain(`/${script}"`);
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|https?:/);
  });

  it('answers every asset of both pages, cacheable for good', async () => {
    const pages = await Promise.all(['/api', '/api/test'].map((path) => client.get(path)));
    const urls = [...new Set(pages.flatMap(({ text }) => assetsOf(text)))];
    expect(urls).toHaveLength(7);
    for (const url of urls) {
      const { headers } = await client.get(url).expect(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });

  it('shows one surface when asked, and everything for an unknown one', async () => {
    const one = await client.get('/api?surface=ecoflow');
    expect(one.text).toContain('data-document="/api/openapi/ecoflow.json"');
    expect(one.text).toContain('<title>Switchyard API reference: EcoFlowJS</title>');
    const other = await client.get('/api/test?surface="><script>');
    expect(other.text).toContain('data-document="/api/openapi.json"');
    expect(other.text).not.toContain('"><script>');
  });

  it('asks no other server for the logo of Redoc', async () => {
    const { text } = await client.get('/api');
    const redoc = await client.get(assetsOf(text).find((url) => url.endsWith('/redoc.js'))!);
    expect(redoc.text.length).toBeGreaterThan(500_000);
    expect(redoc.text).not.toContain('cdn.redoc.ly');
  });

  it('are where the root leads', async () => {
    await client.get('/').expect(302).expect('Location', '/api');
  });
});

describe('sending', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
  ])('answers "Accept-Encoding: %s" with %s', async (accepted, encoding) => {
    const { headers, body } = await client.get('/api/openapi.json').set('Accept-Encoding', accepted).expect(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(body).toEqual(documents.all);
    expect(headers.vary).toBe('Accept-Encoding');
  });

  it('answers 304 to a client that has the content in that encoding', async () => {
    const first = await client.get('/api/openapi.json').set('Accept-Encoding', 'gzip');
    const tag = first.headers.etag!;
    expect(first.headers['cache-control']).toBe('no-cache');
    await client.get('/api/openapi.json').set('Accept-Encoding', 'gzip').set('If-None-Match', tag).expect(304);
    await client.get('/api/openapi.json').set('Accept-Encoding', 'br').set('If-None-Match', tag).expect(200);
  });

  it('answers HEAD with the length and without a body', async () => {
    const { headers, text } = await client.head('/api/test').set('Accept-Encoding', 'identity').expect(200);
    expect(Number(headers['content-length'])).toBeGreaterThan(1000);
    expect(text).toBeUndefined();
  });
});

describe('everything else', () => {
  it.each(['/', '/api', '/api/test', '/api/openapi.json', '/api/yaml', '/liberty-api.json', '/favicon.ico'])(
    'refuses another method on %s',
    async (path) => {
      await client.post(path).expect(405).expect('Allow', 'GET, HEAD');
    },
  );

  it.each([
    '/api/auth/token',
    '/api/v1/user',
    '/api/test/package.json',
    '/api/test/swagger-ui.css',
    '/api/test/..%2fpackage.json',
    '/api/openapi/other.json',
    '/api/openapi/assets/0000000000000000/redoc.js',
    '/api/openapi/assets/0000000000000000/constructor',
    '/v1/teapot',
  ])('leaves %s to the routes behind', async (path) => {
    const { text } = await client.get(path).expect(404);
    expect(text).toBe('behind');
  });
});
