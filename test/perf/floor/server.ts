/**
 * The floor: the least that Node and PostgreSQL cost for a list. It does the same SQL as the product, but checks no
 * signature, knows no permissions, logs or errors. Users are answered with the product's own bytes, teams as plain rows.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { FloorSettings } from './settings';

const { databaseUrl, poolSize, users, teams, credentials, catalog, unifi } = JSON.parse(
  process.env.FLOOR_SETTINGS ?? '',
) as FloorSettings;
const pool = new Pool({ connectionString: databaseUrl, max: poolSize });

type Row = Record<string, unknown>;

const sessionOf = ({ headers }: IncomingMessage): string => {
  const [, claims = ''] = headers.authorization?.split('.') ?? [];
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid: string }).sid;
};

function pick(row: Row): Row {
  const picked: Row = {};
  for (const field of users.fields) picked[field] = row[field];
  return picked;
}

async function listUsers(request: IncomingMessage): Promise<string> {
  const { rowCount } = await pool.query({ ...users.check, values: [sessionOf(request), new Date()] });
  if (rowCount === 0) throw new Error('There is no such session');
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const [page, size] = [Number(query.get('page')), Number(query.get('rpp'))];
  const values = [`%${query.get('search') ?? ''}%`, null, size, (page - 1) * size];
  const { rows } = await pool.query<Row & { total: number }>({ ...users.list, values });
  const total = rows[0]?.total ?? 0;
  const totalPages = Math.ceil(total / size);
  return JSON.stringify({
    status: 200,
    message: 'Users Fetched Successfully!',
    data: rows.map(pick),
    pagination: {
      previousPage: page > 1 ? page - 1 : null,
      currentPage: page,
      nextPage: page < totalPages ? page + 1 : null,
      totalPages,
      totalRecords: total,
      listedRecords: rows.length,
    },
    successful: true,
  });
}

async function listTeams({ headers }: IncomingMessage): Promise<string> {
  const hash = createHash('sha256')
    .update(headers.authorization?.slice('Bearer '.length) ?? '')
    .digest();
  const bearers = await pool.query<{ userId: string }>({ ...teams.check, values: [hash, new Date()] });
  const [bearer] = bearers.rows;
  if (!bearer) throw new Error('There is no such token');
  const { rows } = await pool.query<Row>({ ...teams.list, values: [bearer.userId, null] });
  return JSON.stringify({ meta: {}, count: rows.length, teams: rows });
}

async function listCredentials(request: IncomingMessage): Promise<string> {
  const { rowCount } = await pool.query({ ...credentials.check, values: [sessionOf(request), new Date()] });
  if (rowCount === 0) throw new Error('There is no such session');
  const companyId = request.url?.split('/').at(-1);
  const { rows } = await pool.query<{ json: string }>({
    ...credentials.list,
    values: [companyId, ...credentials.keys],
  });
  return `{"status":200,"message":"Company Credentials Fetched Successfully!","data":${rows[0]?.json ?? '[]'},"successful":true}`;
}

const totals = new Map<string, number>();
/** Of so many matches of a text, the product walks through all in their order. */
const MANY = 2_000;

async function listItems(request: IncomingMessage): Promise<string> {
  const { rowCount } = await pool.query({ ...catalog.check, values: [sessionOf(request), new Date()] });
  if (rowCount === 0) throw new Error('There is no such session');
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const [group, search, inStock] = [query.get('group'), query.get('search'), query.get('inStock') === 'true'];
  const filters = [null, null, group, search, null, inStock, null, null, null];
  const way = group ? 'group' : search ? 'search' : 'list';
  let total = totals.get(request.url ?? '');
  if (total === undefined) {
    const { rows } = await pool.query<{ total: number }>({ ...catalog.counts[way], values: [null, ...filters] });
    total = rows[0]?.total ?? 0;
    totals.set(request.url ?? '', total);
  }
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('rpp'))];
  const { rows } = await pool.query<{ json: string }>({
    ...catalog.pages[way === 'search' && total > MANY ? 'list' : way],
    values: [catalog.keys, ...filters, size, (page - 1) * size],
  });
  const totalPages = Math.ceil(total / size);
  const pagination = JSON.stringify({
    previousPage: page > 1 ? page - 1 : null,
    currentPage: page,
    nextPage: page < totalPages ? page + 1 : null,
    totalPages,
    totalRecords: total,
    listedRecords: rows.length,
  });
  const data = rows.map(({ json }) => json).join(',');
  return `{"status":200,"message":"Catalog items fetched successfully!","data":[${data}],"meta":{"pagination":${pagination}},"successful":true}`;
}

let sites = { stamp: '', body: Buffer.alloc(0) };

/** Kept encoded for as long as PostgreSQL says that it is the same, as the product does. */
async function listSites(request: IncomingMessage): Promise<Buffer> {
  const { rowCount } = await pool.query({ ...unifi.check, values: [sessionOf(request), new Date()] });
  if (rowCount === 0) throw new Error('There is no such session');
  const values = [...unifi.keys, sites.stamp];
  const { rows } = await pool.query<{ stamp: string; json: string | null }>({ ...unifi.list, values });
  const [{ stamp, json } = { stamp: '', json: null }] = rows;
  if (json !== null) {
    const body = `{"status":200,"message":"UniFi Sites Fetched Successfully!","data":${json},"successful":true}`;
    sites = { stamp, body: Buffer.from(body) };
  }
  return sites.body;
}

const listOf = (url = ''): ((request: IncomingMessage) => Promise<string | Buffer>) => {
  if (url.startsWith('/v1/unifi/')) return listSites;
  if (url.startsWith('/v1/procurement/')) return listItems;
  if (url.startsWith('/v1/user/users')) return listUsers;
  return url.startsWith('/v1/credential/') ? listCredentials : listTeams;
};

const server = createServer((request, response) => {
  listOf(request.url)(request).then(
    (body) => {
      const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };
      response.writeHead(200, headers).end(body);
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`The floor is ready at http://127.0.0.1:${port}\n`);
});
