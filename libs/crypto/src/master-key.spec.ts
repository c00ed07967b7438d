import { mkdtemp, readFile, readdir, rm, stat, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { MasterKey } from './master-key';

const KEY = Buffer.alloc(32, 0xfb);

describe('MasterKey.parse', () => {
  it.each(['base64', 'base64url', 'hex'] as const)('reads 32 bytes as %s', (encoding) => {
    expect(MasterKey.parse(` ${KEY.toString(encoding)}\n`).bytes()).toEqual(KEY);
  });

  it('reads several versions and seals with the highest', () => {
    const other = Buffer.alloc(32, 1);
    const key = MasterKey.parse(`2:${KEY.toString('hex')}, 1:${other.toString('base64')}`);
    expect([key.currentVersion, key.versions]).toEqual([2, [1, 2]]);
    expect([key.bytes(), key.bytes(1), key.bytes(3)]).toEqual([KEY, other, undefined]);
  });

  it.each([
    ['a short key', KEY.subarray(1).toString('hex')],
    ['a long key', Buffer.alloc(33).toString('base64')],
    ['a passphrase', 'correct horse battery staple'],
    ['a version twice', `1:${KEY.toString('hex')},1:${KEY.toString('hex')}`],
    ['version zero', `0:${KEY.toString('hex')}`],
    ['nothing', ''],
  ])('refuses %s', (_case, text) => {
    expect(() => MasterKey.parse(text)).toThrow(/master key/i);
  });

  it('never repeats a bad key in its error', () => {
    const act = () => MasterKey.parse('hunter2hunter2');
    expect(act).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }));
  });

  it('has no printable form', () => {
    const key = MasterKey.of(KEY);
    const printed = [String(key), JSON.stringify({ key }), inspect({ key }, { depth: 9, showHidden: true })].join('\n');
    expect(printed).not.toContain(KEY.toString('hex'));
    expect(printed).not.toContain(KEY.toString('base64'));
    expect(printed.match(/\[MasterKey\]/g)).toHaveLength(3);
  });
});

describe('MasterKey.load', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'master-key-'));
  });

  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('prefers the given text and writes nothing', async () => {
    const key = await MasterKey.load({ text: KEY.toString('base64'), dataDir });
    expect(key.bytes()).toEqual(KEY);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('generates one key for its owner only, and finds it again', async () => {
    const nested = join(dataDir, 'deep');
    const first = await MasterKey.load({ dataDir: nested });
    const second = await MasterKey.load({ dataDir: nested, text: ' ' });
    expect(second.bytes()).toEqual(first.bytes());
    expect((await stat(join(nested, 'master.key'))).mode & 0o777).toBe(0o600);
    expect(MasterKey.parse(await readFile(join(nested, 'master.key'), 'utf8')).bytes()).toEqual(first.bytes());
  });

  it('gives processes that start together the same key and leaves no draft behind', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => MasterKey.load({ dataDir })));
    expect(new Set(keys.map((key) => key.bytes()?.toString('hex'))).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(['master.key']);
  });

  it('narrows the mode of a file that others could read', async () => {
    await MasterKey.load({ dataDir });
    await chmod(join(dataDir, 'master.key'), 0o644);
    await MasterKey.load({ dataDir });
    expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);
  });

  it('refuses to generate, or to use a generated key, where one is required', async () => {
    await expect(MasterKey.load({ dataDir, required: true })).rejects.toThrow('SWITCHYARD_MASTER_KEY');
    expect(await readdir(dataDir)).toEqual([]);
    await MasterKey.load({ dataDir });
    await expect(MasterKey.load({ dataDir, required: true })).rejects.toThrow('SWITCHYARD_MASTER_KEY');
  });
});
