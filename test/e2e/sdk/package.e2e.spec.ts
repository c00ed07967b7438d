import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sdk = join(__dirname, '../../../libs/sdk');

interface Received {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

let folder: string;
let server: Server;
let baseUrl: string;
let received: Received[];

async function receive({ method = '', url = '', headers }: IncomingMessage, body: string): Promise<void> {
  received.push({ method, url, authorization: headers.authorization, body });
}

/** Stands for a server: what matters here is what the packed client sends and how it reads the answer. */
async function startServer(): Promise<Server> {
  const listening = createServer((request, response) => {
    void text(request)
      .then((body) => receive(request, body))
      .then(() => {
        const found = !request.url?.endsWith('/missing');
        response.writeHead(found ? 200 : 404, { 'content-type': 'application/json', 'x-request-id': 'r1' });
        response.end(JSON.stringify({ status: found ? 200 : 404, message: found ? 'Done' : 'Not Found' }));
      });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return listening;
}

/** Runs a program beside the installed package and returns what it printed. */
async function runProgram(name: string, source: string): Promise<unknown> {
  await writeFile(join(folder, name), source);
  const { stdout } = await run(process.execPath, [join(folder, name), baseUrl], { cwd: folder });
  return JSON.parse(stdout);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-sdk-'));
  server = await startServer();
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await run('npm', ['pack', '--ignore-scripts=false', '--pack-destination', folder], { cwd: sdk });
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--offline', '--ignore-scripts', `./${tarball}`], { cwd: folder });
}, 120_000);

beforeEach(() => {
  received = [];
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

it('brings no dependency along', async () => {
  expect(await readdir(join(folder, 'node_modules/@switchyard'))).toEqual(['sdk']);
  expect((await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual([
    '@switchyard',
  ]);
});

it('is required by a CommonJS program and signs its calls', async () => {
  const answer = await runProgram(
    'program.cjs',
    `const { createSwitchyard, unwrap } = require('@switchyard/sdk');
     const switchyard = createSwitchyard({ baseUrl: process.argv[2], token: 'secret' });
     unwrap(switchyard.optima.rolesFetch({ path: { identifier: 'operators' } }))
       .then((body) => console.log(JSON.stringify(body)));`,
  );
  expect(answer).toEqual({ status: 200, message: 'Done' });
  expect(received).toEqual([{ method: 'GET', url: '/v1/role/operators', authorization: 'Bearer secret', body: '' }]);
});

it('is imported by an ES module and sends the body of a DELETE', async () => {
  await runProgram(
    'program.mjs',
    `import { createSwitchyard } from '@switchyard/sdk';
     const switchyard = createSwitchyard({ baseUrl: process.argv[2], token: async () => 'later' });
     const { data } = await switchyard.optima.rolesRemovePermissions({
       path: { identifier: 'operators' },
       body: { permissions: ['role.read'] },
     });
     console.log(JSON.stringify(data));`,
  );
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ method: 'DELETE', authorization: 'Bearer later' });
  expect(JSON.parse(received[0]!.body)).toEqual({ permissions: ['role.read'] });
});

it('throws a failure with its status, body and request id', async () => {
  const failure = await runProgram(
    'failure.mjs',
    `import { createSwitchyard, SwitchyardError, unwrap } from '@switchyard/sdk';
     const switchyard = createSwitchyard({ baseUrl: process.argv[2] });
     const error = await unwrap(switchyard.optima.rolesFetch({ path: { identifier: 'missing' } })).catch((thrown) => thrown);
     console.log(JSON.stringify([error instanceof SwitchyardError, error.status, error.body.message, error.requestId]));`,
  );
  expect(failure).toEqual([true, 404, 'Not Found', 'r1']);
  expect(received[0]!.authorization).toBeUndefined();
});

it('tells an answer that never came from one that failed', async () => {
  const failure = await runProgram(
    'unreachable.mjs',
    `import { createSwitchyard, unwrap } from '@switchyard/sdk';
     const switchyard = createSwitchyard({ baseUrl: 'http://127.0.0.1:1' });
     const error = await unwrap(switchyard.ecoflow.initStatus()).catch((thrown) => thrown);
     console.log(JSON.stringify([error.name, error.status ?? null, error.message]));`,
  );
  expect(failure).toEqual(['SwitchyardError', null, 'The server did not answer']);
});
