import { hash } from '@node-rs/argon2';
import { PasswordHasher } from './password-hasher';

const busy = expect.objectContaining({ code: 'crypto.busy', status: 503, details: { retryAfter: 2 } });

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher();

  afterAll(() => hasher.onApplicationShutdown());

  it('hashes with the decided parameters and verifies', async () => {
    const stored = await hasher.hash('pässwörd ✓');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.verify(stored, 'pässwörd ✓')).toBe(true);
    expect(await hasher.verify(stored, 'pässwörd')).toBe(false);
    expect(hasher.needsRehash(stored)).toBe(false);
  });

  it('verifies and asks to renew a hash made with other parameters', async () => {
    const weak = await hash('x', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    expect(await hasher.verify(weak, 'x')).toBe(true);
    expect(hasher.needsRehash(weak)).toBe(true);
  });

  it('matches no password where there is none', async () => {
    expect(await hasher.verify(null, '')).toBe(false);
    expect(await hasher.verify('', '')).toBe(false);
    expect(await hasher.verify('plain', 'plain')).toBe(false);
  });

  it('spends the work of a real hash on an unknown account', async () => {
    const stored = await hasher.hash('x');
    const cost = async (candidate: string | null) => {
      const before = process.cpuUsage();
      await hasher.verify(candidate, 'wrong');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const best = async (candidate: string | null) => {
      let lowest = Infinity;
      for (let run = 0; run < 10; run += 1) lowest = Math.min(lowest, await cost(candidate));
      return lowest;
    };
    const [known, unknown] = [await best(stored), await best(null)];
    expect(unknown / known).toBeGreaterThan(0.5);
  });

  it('refuses whoever comes when 2 run and 64 wait, and serves again afterwards', async () => {
    const crowded = new PasswordHasher();
    const attempts = await Promise.allSettled(Array.from({ length: 70 }, () => crowded.verify(null, 'x')));
    const refused = attempts.filter(({ status }) => status === 'rejected');
    expect(refused).toEqual(Array.from({ length: 4 }, () => ({ status: 'rejected', reason: busy })));
    expect(await crowded.verify(null, 'x')).toBe(false);
    await crowded.onApplicationShutdown();
  });

  it('tells in advance that there is no room', async () => {
    expect(() => hasher.assertRoom(65)).not.toThrow();
    expect(() => hasher.assertRoom(66)).toThrow(busy);
    const running = Array.from({ length: 66 }, () => hasher.verify(null, 'x'));
    expect(() => hasher.assertRoom(0)).toThrow(busy);
    await Promise.all(running);
    expect(() => hasher.assertRoom(0)).not.toThrow();
  });

  it('reports a damaged hash and goes on', async () => {
    await expect(hasher.verify('$argon2id$v=19$damaged', 'x')).rejects.toThrow();
    expect(await hasher.verify(null, 'x')).toBe(false);
  });
});
