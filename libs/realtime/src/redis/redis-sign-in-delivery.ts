import { hashToken, type SecretBox } from '@app/crypto';
import { CommonError, topic, type Broadcast } from '@app/kernel';
import {
  SIGN_IN_WINDOW_MS,
  SignInDelivery,
  type DeliveryOutcome,
  type SignInReceiver,
  type SignInTokens,
} from '../sign-in/sign-in-delivery';
import type { RedisLink } from './redis-link';

const handOver = topic<{ readonly id: string; readonly sealed: string }>('sign-in.hand-over');

const ATTACHED = 'attached';
const SPENT = 'spent';
const KEPT = 'kept ';

/** @returns what was there, having put the tokens or the end of the sign-in in its place */
const DELIVER = `
  local known = redis.call('GET', KEYS[1])
  if not known then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  elseif known == '${ATTACHED}' then redis.call('SET', KEYS[1], '${SPENT}', 'KEEPTTL') end
  return known`;

/** @returns what was there, having taken the place of the socket or the kept tokens */
const ATTACH = `
  local known = redis.call('GET', KEYS[1])
  if not known then redis.call('SET', KEYS[1], '${ATTACHED}', 'PX', ARGV[1])
  elseif string.sub(known, 1, ${KEPT.length}) == '${KEPT}' then redis.call('SET', KEYS[1], '${SPENT}', 'KEEPTTL') end
  return known`;

/**
 * The delivery of any number of processes: the redirect may end at another one than the socket's. Redis knows digests of
 * callback keys and sealed tokens only, and forgets both when the window ends.
 */
export class RedisSignInDelivery extends SignInDelivery {
  private readonly receivers = new Map<string, SignInReceiver>();

  constructor(
    private readonly link: RedisLink,
    private readonly broadcast: Broadcast,
    private readonly box: SecretBox,
  ) {
    super();
    broadcast.on(handOver).subscribe(({ id, sealed }) => this.hand(id, sealed));
  }

  override async deliver(callbackKey: string, tokens: SignInTokens): Promise<DeliveryOutcome> {
    const id = idOf(callbackKey);
    const sealed = this.box.seal(JSON.stringify(tokens), context(id));
    const known = await this.run(DELIVER, id, KEPT + sealed, SIGN_IN_WINDOW_MS);
    if (known === null) return 'waiting';
    if (known !== ATTACHED) return 'refused';
    this.broadcast.publish(handOver, { id, sealed });
    return 'delivered';
  }

  override async isFree(callbackKey: string): Promise<boolean> {
    const known = await available(this.link.commands.get(keyOf(idOf(callbackKey))));
    return known === null || known.startsWith(KEPT);
  }

  override async attach(callbackKey: string, receiver: SignInReceiver): Promise<boolean> {
    const id = idOf(callbackKey);
    // Before Redis knows of it: tokens may come at once.
    const isHere = this.receivers.has(id);
    if (!isHere) this.receivers.set(id, receiver);
    const known = isHere ? SPENT : await this.run(ATTACH, id, SIGN_IN_WINDOW_MS);
    if (known === null) return true;
    if (!isHere && known.startsWith(KEPT)) {
      this.hand(id, known.slice(KEPT.length));
      return true;
    }
    if (!isHere) this.receivers.delete(id);
    return false;
  }

  override async detach(callbackKey: string): Promise<void> {
    const id = idOf(callbackKey);
    this.receivers.delete(id);
    await available(this.link.commands.set(keyOf(id), SPENT, 'KEEPTTL', 'XX'));
  }

  private hand(id: string, sealed: string): void {
    const receiver = this.receivers.get(id);
    this.receivers.delete(id);
    receiver?.(JSON.parse(this.box.openText(sealed, context(id))) as SignInTokens);
  }

  private run(script: string, id: string, ...values: (string | number)[]): Promise<string | null> {
    return available(this.link.commands.eval(script, 1, keyOf(id), ...values) as Promise<string | null>);
  }
}

const idOf = (callbackKey: string): string => hashToken(callbackKey).toString('base64url');

const keyOf = (id: string): string => `sign-in:${id}`;

const context = (id: string) => ({ table: 'sign-in-delivery', record: id, field: 'tokens' });

/** @throws 503 when Redis does not answer */
async function available<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw Object.assign(CommonError.unavailable({ retryAfter: 1 }), { cause });
  }
}
