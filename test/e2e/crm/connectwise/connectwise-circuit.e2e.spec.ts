import * as cw from '../../../../apps/api/src/modules/crm/connectwise';
import { connectTo } from '../../../support/connectwise';
import { TcpProxy } from '../../../support/tcp-proxy';
import { until } from '../../../support/until';
import { code, failingConnectWise } from './failing-connectwise';

const at = failingConnectWise();

describe('the circuit', () => {
  const fail = async () => {
    at.server.faults.add({ fault: { kind: 'status', status: 500 } });
    expect([await code(at.read()), await code(at.read())]).toEqual(['connectwise.failed', 'connectwise.unavailable']);
  };

  it('opens after five failures in a row, and then nothing is sent', async () => {
    await fail();
    expect(at.fixture.changes).toEqual([true]);
    expect(at.fixture.seen()).toHaveLength(5);
    await expect(at.read()).rejects.toMatchObject({ status: 503, details: { retryAfter: 10 } });
    expect(at.fixture.seen()).toEqual([]);
  });

  it('lets one call try after a while, and stays open when that fails', async () => {
    await fail();
    at.fixture.seen();
    at.fixture.time.advance(10_000);
    const codes = await Promise.all([code(at.read()), code(at.read()), code(at.read())]);
    expect(codes.sort()).toEqual(['connectwise.unavailable', 'connectwise.unavailable', 'connectwise.unavailable']);
    expect(at.fixture.seen()).toHaveLength(1);
  });

  it('closes when ConnectWise is back, without a restart', async () => {
    await fail();
    at.server.faults.clear();
    at.fixture.time.advance(10_000);
    expect(await at.read()).toBe(2);
    expect(await Promise.all([at.read(), at.read()])).toEqual([2, 2]);
    expect(at.fixture.changes).toEqual([true, false]);
  });

  it('is not opened by refusals, which show that ConnectWise is well', async () => {
    at.server.faults.add({ fault: { kind: 'status', status: 400 } });
    for (let call = 0; call < 8; call += 1) expect(await code(at.read())).toBe('connectwise.rejected');
  });

  describe('meets a job, which', () => {
    const job = (signal?: AbortSignal) => at.fixture.client.count(cw.locations, { background: true, signal });
    const firstTries = [250, 500, 1_000, 2_000];

    it('waits until it closes, however many tries that takes', async () => {
      at.server.faults.add({ fault: { kind: 'status', status: 500 }, times: 7 });
      expect(await job()).toBe(2);
      expect(at.fixture.time.waits).toEqual([...firstTries, 10_000, 10_000, 15_000]);
      expect(at.fixture.changes).toEqual([true, false]);
    });

    it('waits where a person is told at once', async () => {
      await fail();
      at.server.faults.clear();
      at.fixture.time.waits.length = 0;
      expect(await code(at.read())).toBe('connectwise.unavailable');
      expect([await job(), at.fixture.time.waits]).toEqual([2, [9_800]]);
    });

    it('waits for the call that tries, when that is another one', async () => {
      await fail();
      at.server.faults.clear();
      at.server.faults.add({ fault: { kind: 'latency', ms: 20 }, times: 1 });
      at.fixture.time.advance(10_000);
      jest.spyOn(at.fixture.time, 'wait').mockImplementation(() => new Promise((resolve) => setTimeout(resolve, 5)));
      expect(await Promise.all([job(), job(), job()])).toEqual([2, 2, 2]);
    });

    it('waits no longer than its time for all tries', async () => {
      at.server.faults.add({ fault: { kind: 'status', status: 500 } });
      expect(await code(job())).toBe('connectwise.failed');
      expect(at.fixture.time.now()).toBeGreaterThan(60_000);
      expect(at.fixture.time.now()).toBeLessThanOrEqual(120_000);
    });

    it('waits no longer than its caller', async () => {
      await fail();
      const giveUp = new AbortController();
      const wait = jest.spyOn(at.fixture.time, 'wait').mockImplementation(async (_ms, signal) => {
        giveUp.abort(new Error('cancelled'));
        signal?.throwIfAborted();
      });
      at.fixture.seen();
      await expect(job(giveUp.signal)).rejects.toThrow('cancelled');
      expect([wait.mock.calls.length, at.fixture.seen()]).toEqual([1, []]);
    });

    it('asks for the release with the same patience', async () => {
      await at.fixture.close();
      at.fixture = connectTo(at.server);
      at.server.faults.add({ fault: { kind: 'status', status: 500 }, path: '/login/', times: 5 });
      expect(await job()).toBe(2);
    });
  });

  it('recovers from a lost and silent network', async () => {
    const proxy = new TcpProxy(Number(new URL(at.server.url).port));
    await proxy.open();
    const through = connectTo(at.server, { url: `http://127.0.0.1:${proxy.port}` });
    expect(await through.client.count(cw.locations)).toBe(2);
    await proxy.cut();
    expect(await code(through.client.count(cw.locations))).toBe('connectwise.unreachable');
    await proxy.open();
    expect(await through.client.count(cw.locations)).toBe(2);
    proxy.fallSilent();
    await expect(through.client.count(cw.locations, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await proxy.cut();
    await proxy.open();
    expect(await until(() => through.client.count(cw.locations))).toBe(2);
    await through.close();
    await proxy.cut();
  });
});
