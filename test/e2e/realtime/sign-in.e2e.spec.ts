import { SignInDelivery } from '@app/realtime';
import type { Socket } from 'socket.io-client';
import { next, PARTNER_ORIGIN, PUBLIC_URL, RealtimeApp, record } from './realtime-app';

const tokens = { accessToken: 'access', refreshToken: 'refresh' };
const key = (name: string): string => `ck${name.padEnd(22, 'x')}`;

describe('default namespace', () => {
  let app: RealtimeApp;
  let delivery: SignInDelivery;

  beforeAll(async () => {
    app = await new RealtimeApp().start({ locksPerSocket: 3, anonymousPerAddress: 100 });
    delivery = app.get(SignInDelivery);
  });

  afterAll(() => app.stop());

  const waitingSocket = (callbackKey: string): Promise<Socket> => app.connect('/', { auth: { callbackKey } });
  const reserve = (socket: Socket, record: string): Promise<unknown> => socket.emitWithAck('reserve', record);

  describe('sign-in delivery', () => {
    it('hands the tokens to the socket that waits, once', async () => {
      const socket = await waitingSocket(key('once'));
      const received = next(socket, 'auth:tokens');

      const outcomes = [await delivery.deliver(key('once'), tokens), await delivery.deliver(key('once'), tokens)];

      expect(outcomes).toEqual(['delivered', 'refused']);
      expect(await received).toEqual([tokens]);
    });

    it('refuses a second socket with the key, also after the first has left', async () => {
      const first = await waitingSocket(key('second'));
      expect(await app.refusal('/', { auth: { callbackKey: key('second') } })).toBe('callback_key_in_use');

      first.close();

      expect(await app.refusal('/', { auth: { callbackKey: key('second') } })).toBe('callback_key_in_use');
    });

    it('keeps the tokens for a socket that comes after the redirect', async () => {
      expect(await delivery.deliver(key('late'), tokens)).toBe('waiting');

      const socket = app.open('/', { auth: { callbackKey: key('late') } });

      expect(await next(socket, 'auth:tokens')).toEqual([tokens]);
    });

    it('delivers nothing to a socket that has waited for ten minutes', async () => {
      const socket = await waitingSocket(key('slow'));
      const events = record(socket);
      app.clock.forward(10 * 60_000);

      const outcome = await delivery.deliver(key('slow'), tokens);

      expect([outcome, events]).toEqual(['waiting', []]);
    });

    it('gives a waiting socket nothing else', async () => {
      const socket = await waitingSocket(key('else'));
      const stranger = await app.connect('/', { auth: { user: 'ada', app: 1 } });
      socket.emit('reserve', 'stolen');

      expect(await reserve(stranger, 'stolen')).toEqual({ status: 'OK', record: 'stolen' });
    });

    it.each([undefined, 'ckshort', 42, { $ne: null }, `ck${'x'.repeat(100)}`])(
      'refuses the key %p',
      async (callbackKey) => {
        expect(await app.refusal('/', { auth: { callbackKey } })).toBe('unauthorized');
      },
    );
  });

  describe('record locks', () => {
    const open = (): Promise<Socket> => app.connect('/', { auth: { user: 'ada', app: 12 } });

    it('gives a record to one socket until it is released', async () => {
      const [first, second] = await Promise.all([open(), open()]);

      expect(await reserve(first, 'APPS|1|QRY|2|a')).toEqual({ status: 'OK', record: 'APPS|1|QRY|2|a' });
      expect(await reserve(first, 'APPS|1|QRY|2|a')).toMatchObject({ status: 'OK' });
      expect(await reserve(second, 'APPS|1|QRY|2|a')).toMatchObject({ status: 'KO' });
      second.emit('release', 'APPS|1|QRY|2|a');
      expect(await reserve(second, 'APPS|1|QRY|2|a')).toMatchObject({ status: 'KO' });
      first.emit('release', 'APPS|1|QRY|2|a');
      await reserve(first, 'barrier');
      expect(await reserve(second, 'APPS|1|QRY|2|a')).toMatchObject({ status: 'OK' });
    });

    it('frees all records of a socket that signs out or disconnects', async () => {
      const [first, second, third] = await Promise.all([open(), open(), open()]);
      await reserve(first, 'one');
      await reserve(second, 'two');
      first.emit('signout');
      await reserve(first, 'still connected');
      second.disconnect();

      expect(await reserve(third, 'one')).toMatchObject({ status: 'OK' });
      const deadline = Date.now() + 10_000;
      let answer: unknown;
      do answer = await reserve(third, 'two');
      while (JSON.stringify(answer).includes('KO') && Date.now() < deadline);
      expect(answer).toMatchObject({ status: 'OK' });
    });

    it('bounds how many records a socket holds and how long their names are', async () => {
      const socket = await open();
      const answers = [];
      for (const name of ['l1', 'l2', 'l3', 'l4']) answers.push(await reserve(socket, name));

      expect(answers.map((answer) => JSON.stringify(answer).includes('OK'))).toEqual([true, true, true, false]);
      expect(await reserve(await open(), 'x'.repeat(513))).toMatchObject({ status: 'KO' });
    });

    it('ignores what is not a record', async () => {
      const socket = await open();
      socket.emit('reserve');
      socket.emit('reserve', { length: 1 }, 'no function');
      socket.emit('release', null);
      socket.emit('unknown', 1, 2, 3);

      expect(await reserve(socket, 'still alive')).toMatchObject({ status: 'OK' });
    });
  });

  describe('who may enter', () => {
    it.each(['/flows', '/telemetry'])('lets only the signed-in into %s', async (namespace) => {
      const token = app.sessions.signIn('ada');

      expect((await app.connect(namespace, { auth: { token } })).connected).toBe(true);
      expect((await app.connect(namespace, { auth: { token: `Bearer ${token}` } })).connected).toBe(true);
      expect(await app.refusal(namespace)).toBe('unauthorized');
      expect(await app.refusal(namespace, { auth: { token: 'stale' } })).toBe('unauthorized');
      expect(await app.refusal(namespace, { auth: { user: 'ada', app: 1 } })).toBe('unauthorized');
      expect(await app.refusal(namespace, { auth: { callbackKey: key('flows') } })).toBe('unauthorized');
    });

    it('does not fall back to being anonymous with a token that is not valid', async () => {
      expect(await app.refusal('/', { auth: { token: 'stale', user: 'ada', app: 1 } })).toBe('unauthorized');
      expect(await app.refusal('/', { auth: { token: { $ne: 1 } } })).toBe('unauthorized');
      expect(await app.refusal('/', { auth: { token: 'x'.repeat(5_000) } })).toBe('unauthorized');
    });

    it('refuses without details when the session cannot be looked up', async () => {
      const failing = jest
        .spyOn(app.sessions, 'authenticate')
        .mockRejectedValueOnce(new Error('password of the database'));

      expect(await app.refusal('/flows', { auth: { token: 'any' } })).toBe('unavailable');
      failing.mockRestore();
    });

    it.each([
      ['PUBLIC_URL', { origin: PUBLIC_URL }, 'connected'],
      ['CORS_ORIGINS', { origin: PARTNER_ORIGIN }, 'connected'],
      ['a same-origin fetch without Origin', { 'sec-fetch-site': 'same-origin' }, 'connected'],
      ['a Referer of ours alone', { referer: `${PUBLIC_URL}/editor` }, 'connected'],
      ['a forged Origin', { origin: 'https://evil.example' }, 'forbidden_origin'],
      ['an Origin that starts like ours', { origin: `${PUBLIC_URL}.evil.example` }, 'forbidden_origin'],
      ['a sandboxed frame', { origin: 'null' }, 'forbidden_origin'],
      ['a cross-site fetch', { 'sec-fetch-site': 'cross-site', referer: PUBLIC_URL }, 'forbidden_origin'],
      ['nothing that vouches', {}, 'forbidden_origin'],
    ])('with the refresh cookie and %s', async (_case, headers, outcome) => {
      const cookie = app.sessions.signInByCookie('cara');

      expect(await app.refusal('/flows', { extraHeaders: { ...headers, cookie } })).toBe(outcome);
    });

    it('accepts the cookie from the host that was asked, whatever PUBLIC_URL says', async () => {
      const cookie = app.sessions.signInByCookie('cara');

      expect(await app.refusal('/flows', { extraHeaders: { origin: app.url, cookie } })).toBe('connected');
    });

    it('does not ask for an Origin where a token is presented', async () => {
      const token = app.sessions.signIn('ada');
      const extraHeaders = { origin: 'https://evil.example', authorization: `Bearer ${token}` };

      expect(await app.refusal('/flows', { extraHeaders })).toBe('connected');
      expect(await app.refusal('/flows', { auth: { token }, extraHeaders: { origin: 'https://evil.example' } })).toBe(
        'connected',
      );
    });
  });
});
