import * as cw from '../../../../apps/api/src/modules/crm/connectwise';
import { connectTo } from '../../../support/connectwise';
import { code, failingConnectWise } from './failing-connectwise';

const at = failingConnectWise();
const write = () => at.fixture.client.create(cw.opportunityNotes(5_001), { text: 'x' });

describe('a read', () => {
  it.each([
    [{ kind: 'status', status: 500 }],
    [{ kind: 'status', status: 503, retryAfter: 1 }],
    [{ kind: 'reset' }],
    [{ kind: 'truncated' }],
    [{ kind: 'malformed' }],
    [{ kind: 'html', status: 502 }],
    [{ kind: 'html', status: 200 }],
  ] as const)('is tried again after %j', async (fault) => {
    at.server.faults.add({ fault, times: 2 });
    expect(await at.read()).toBe(2);
    expect(at.fixture.seen()).toHaveLength(3);
    expect(at.fixture.time.waits).toEqual('retryAfter' in fault ? [1_000, 1_000] : [100, 200]);
  });

  it.each([
    [{ kind: 'status', status: 500 }, 'connectwise.failed', 502],
    [{ kind: 'reset' }, 'connectwise.unreachable', 502],
    [{ kind: 'truncated' }, 'connectwise.unreachable', 502],
    [{ kind: 'malformed' }, 'connectwise.unreadable', 502],
    [{ kind: 'html', status: 200 }, 'connectwise.unreadable', 502],
  ] as const)('says what happened when every try meets %j', async (fault, expected, status) => {
    at.server.faults.add({ fault });
    await expect(at.read()).rejects.toMatchObject({
      code: expected,
      status,
      message: expect.stringContaining('ConnectWise'),
    });
    expect(at.fixture.seen()).toHaveLength(3);
  });

  it('waits longer each time, and longer still in the background', async () => {
    at.server.faults.add({ fault: { kind: 'status', status: 500 }, times: 4 });
    expect(await at.fixture.client.count(cw.locations, { background: true })).toBe(2);
    expect(at.fixture.time.waits).toEqual([250, 500, 1_000, 2_000]);
  });

  it.each(['silence', 'halfOpen'] as const)('ends when the caller gives up on %s', async (kind) => {
    at.server.faults.add({ fault: { kind } });
    const signal = AbortSignal.timeout(50);
    await expect(at.fixture.client.count(cw.locations, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(at.fixture.changes).toEqual([]);
  });

  it.each(['silence', 'halfOpen'] as const)('ends with 504 when its time is over on %s', async (kind) => {
    at.server.faults.add({ fault: { kind }, path: '/locations' });
    const hasty = connectTo(at.server, { timeoutMs: 50 });
    await expect(hasty.client.count(cw.locations)).rejects.toMatchObject({ code: 'connectwise.timeout', status: 504 });
    expect(hasty.time.waits).toEqual([100, 200]);
    await hasty.close();
  });

  it('bears a slow answer', async () => {
    at.server.faults.add({ fault: { kind: 'latency', ms: 20 } });
    expect(await at.read()).toBe(2);
  });

  it.each([401, 403])('is not tried again after %i', async (status) => {
    at.server.faults.add({ fault: { kind: 'status', status, code: 'Unauthorized' } });
    expect(await code(at.read())).toBe('connectwise.refused');
    expect(at.fixture.seen()).toHaveLength(1);
  });

  it.each([400, 409, 415])('is rejected with %i', async (status) => {
    at.server.faults.add({ fault: { kind: 'status', status } });
    await expect(at.read()).rejects.toMatchObject({
      code: 'connectwise.rejected',
      details: { upstreamStatus: status },
    });
    expect(at.fixture.seen()).toHaveLength(1);
  });
});

describe('a write', () => {
  it('is not repeated when it may have had an effect', async () => {
    for (const kind of ['reset', 'malformed', 'truncated'] as const) {
      at.server.faults.add({ fault: { kind }, method: 'POST', times: 1 });
      expect(await code(write())).toMatch(/connectwise\.(unreachable|unreadable)/);
      expect(at.fixture.seen()).toHaveLength(1);
    }
  });

  it('is repeated when ConnectWise asked to come back later', async () => {
    at.server.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 2 }, method: 'POST', times: 1 });
    expect(await write()).toMatchObject({ text: 'x' });
    expect(at.fixture.time.waits).toEqual([2_000]);
  });
});

describe('429', () => {
  it('holds every caller for as long as it says', async () => {
    at.server.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 3 }, times: 1 });
    await at.read();
    expect(at.fixture.time.waits).toEqual([3_000]);
    const held = at.fixture.time.now();
    at.server.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 3 }, times: 1 });
    await Promise.all([at.read(), at.read(), at.read()]);
    expect(at.fixture.time.now() - held).toBeGreaterThanOrEqual(3_000);
  });

  it('is handed on when the caller cannot wait that long', async () => {
    at.server.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 60 }, times: 1 });
    await expect(at.read()).rejects.toMatchObject({
      ...{ code: 'connectwise.rateLimited', status: 503, details: { retryAfter: 60 } },
    });
    // So is it for the next, without asking.
    at.fixture.seen();
    await expect(at.read()).rejects.toMatchObject({ code: 'connectwise.rateLimited', details: { retryAfter: 60 } });
    expect(at.fixture.seen()).toEqual([]);
  });

  it('is avoided by keeping to a budget of our own', async () => {
    const slow = connectTo(at.server, { perMinute: 60 });
    for (let call = 0; call < 14; call += 1) await slow.client.count(cw.locations);
    // The first call asks for the release, and ten go at once.
    expect(slow.time.waits).toEqual([1_000, 1_000, 1_000, 1_000, 1_000]);
    await slow.close();
  });
});

describe('a record that does not fit', () => {
  const memberPage = () => at.fixture.client.page(cw.members);

  it('is told apart by its place, without its values, and the others are kept', async () => {
    at.server.faults.add({ fault: { kind: 'altered', every: 3, set: { identifier: { secret: 'value' } } } });
    const { records, refused } = await memberPage();
    expect(records).toHaveLength(4);
    expect(refused).toEqual([
      { id: 10, path: 'identifier', expected: 'a text' },
      { id: 17, path: 'identifier', expected: 'a text' },
    ]);
  });

  it('is reported by the pages of a sync, which go on', async () => {
    at.server.faults.add({ fault: { kind: 'altered', every: 2, set: { inactiveFlag: 'yes' } } });
    const batches: [number, number][] = [];
    for await (const { records, refused } of at.fixture.client.pages(cw.members, { pageSize: 4 })) {
      batches.push([records.length, refused.length]);
    }
    expect(batches).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it('may have unknown values, more fields, and fewer', async () => {
    const set = { licenseClass: 'Q', news: { of: 'later versions' } };
    at.server.faults.add({ fault: { kind: 'altered', set, unset: ['officeEmail', 'inactiveFlag'] } });
    const { records, refused } = await memberPage();
    expect(refused).toEqual([]);
    expect(records[0]).toMatchObject({ licenseClass: 'Q', officeEmail: null, inactiveFlag: false });
    expect(records[0]).not.toHaveProperty('news');
  });

  it('is an unreadable answer when it is all that was asked for', async () => {
    at.server.faults.add({ fault: { kind: 'altered', unset: ['identifier'] } });
    await expect(at.fixture.client.get(cw.members, 10)).rejects.toMatchObject({
      ...{ code: 'connectwise.unreadable', details: { field: 'identifier' } },
    });
  });

  it('does not make the pages go round in circles', async () => {
    at.server.faults.add({ fault: { kind: 'altered', set: { id: 1 } } });
    const drain = async () => {
      for await (const _batch of at.fixture.client.pages(cw.members)) expect(_batch.records).toHaveLength(6);
    };
    expect(await code(drain())).toBe('connectwise.unreadable');
  });
});

describe('the release', () => {
  it('is asked for again once when it has moved, by all callers together', async () => {
    at.server.simulation.moveCodebase();
    expect(await Promise.all([at.read(), at.read(), write()])).toMatchObject([2, 2, { text: 'x' }]);
    const asked = at.fixture.seen().filter((request) => request.includes('companyinfo'));
    expect(asked).toHaveLength(1);
    expect(await at.read()).toBe(2);
  });

  it('is left alone by a record that is missing', async () => {
    expect(await at.fixture.client.find(cw.members, 999)).toBeNull();
    expect(at.fixture.seen()).toHaveLength(1);
  });

  it('is that of installations of one’s own when nobody tells it', async () => {
    at.server.faults.add({ fault: { kind: 'status', status: 404 }, path: '/login/' });
    const own = connectTo(at.server);
    expect(await code(own.client.count(cw.locations))).toBe('connectwise.notFound');
    expect(at.fixture.seen()).toContain('GET /v4_6_release/apis/3.0/system/locations/count');
    await own.close();
  });
});

describe('credentials', () => {
  it.each([{ company: 'nobody' }, { privateKey: 'a-wrong-key' }])(
    'that are wrong (%j) are named, not shown',
    async (wrong) => {
      const other = connectTo(at.server, wrong);
      const error = await other.client.count(cw.locations).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'connectwise.refused', status: 502 });
      expect(JSON.stringify(error) + String((error as Error).stack)).not.toMatch(/a-wrong-key|Basic|switchyard-demo/);
      await other.close();
    },
  );
});
