import { Clock } from '@app/kernel';
import { InProcessSignInDelivery } from './in-process-sign-in-delivery';
import { isCallbackKey, SIGN_IN_WINDOW_MS, type SignInTokens } from './sign-in-delivery';

const tokens: SignInTokens = { accessToken: 'access', refreshToken: 'refresh' };
const KEY = 'ck0123456789abcdefghijkl';

class MovableClock extends Clock {
  time = 1_000_000;

  override now(): Date {
    return new Date(this.time);
  }
}

describe('InProcessSignInDelivery', () => {
  let clock: MovableClock;
  let delivery: InProcessSignInDelivery;
  let received: SignInTokens[];
  const receive = (given: SignInTokens): void => void received.push(given);

  beforeEach(() => {
    clock = new MovableClock();
    delivery = new InProcessSignInDelivery(clock);
    received = [];
  });

  it('delivers once, to the first receiver', async () => {
    expect(await delivery.attach(KEY, receive)).toBe(true);
    expect(await delivery.attach(KEY, receive)).toBe(false);

    expect(await delivery.deliver(KEY, tokens)).toBe('delivered');
    expect(await delivery.deliver(KEY, tokens)).toBe('refused');
    expect(received).toEqual([tokens]);
  });

  it('keeps tokens for the first receiver to come, and accepts no others meanwhile', async () => {
    expect(await delivery.deliver(KEY, tokens)).toBe('waiting');
    expect(await delivery.deliver(KEY, { ...tokens, accessToken: 'forged' })).toBe('refused');
    expect(await delivery.isFree(KEY)).toBe(true);

    expect(await delivery.attach(KEY, receive)).toBe(true);

    expect(received).toEqual([tokens]);
    expect(await delivery.isFree(KEY)).toBe(false);
  });

  it.each([0, 1])('lets kept tokens expire with the window (%d ms late)', async (late) => {
    await delivery.deliver(KEY, tokens);
    clock.time += SIGN_IN_WINDOW_MS + late;

    await delivery.attach(KEY, receive);

    expect(received).toEqual([]);
  });

  it('still delivers at the end of the window', async () => {
    await delivery.attach(KEY, receive);
    clock.time += SIGN_IN_WINDOW_MS - 1;

    expect(await delivery.deliver(KEY, tokens)).toBe('delivered');
  });

  it('forgets a receiver when the window ends', async () => {
    await delivery.attach(KEY, receive);
    clock.time += SIGN_IN_WINDOW_MS;

    expect(await delivery.deliver(KEY, tokens)).toBe('waiting');
    expect(received).toEqual([]);
  });

  it('gives the place of a receiver that left to nobody', async () => {
    await delivery.attach(KEY, receive);
    await delivery.detach(KEY);

    expect(await delivery.isFree(KEY)).toBe(false);
    expect(await delivery.attach(KEY, receive)).toBe(false);
    expect(await delivery.deliver(KEY, tokens)).toBe('refused');
  });

  it('is bounded, and forgets those who left before it refuses those who come', async () => {
    await delivery.attach('left', receive);
    await delivery.detach('left');
    for (let index = 1; index < 10_000; index += 1) await delivery.attach(`waits ${index}`, receive);

    expect(await delivery.attach('takes the place', receive)).toBe(true);
    expect(await delivery.attach('finds no place', receive)).toBe(false);
    expect(await delivery.deliver('waits 1', tokens)).toBe('delivered');
  });
});

describe('isCallbackKey', () => {
  it.each([
    [KEY, true],
    [`ck${'a'.repeat(19)}`, false],
    [`ck${'a'.repeat(65)}`, false],
    [`xx${'a'.repeat(22)}`, false],
    [`${KEY}\n`, false],
    [undefined, false],
  ])('%p is %p', (value, expected) => expect(isCallbackKey(value)).toBe(expected));
});
