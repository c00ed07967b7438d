import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import {
  SIGN_IN_WINDOW_MS,
  SignInDelivery,
  type DeliveryOutcome,
  type SignInReceiver,
  type SignInTokens,
} from './sign-in-delivery';

interface PendingSignIn {
  readonly expiresAt: number;
  /** `open`: no socket yet; `attached`: one listens; `spent`: delivered, or its socket left. */
  state: 'open' | 'attached' | 'spent';
  receiver?: SignInReceiver;
  tokens?: SignInTokens;
}

const MAX_PENDING = 10_000;

/** The delivery of a single process: the redirect must end where the socket is. */
@Injectable()
export class InProcessSignInDelivery extends SignInDelivery {
  /** In order of expiry, since all live equally long. */
  private readonly pending = new Map<string, PendingSignIn>();

  constructor(private readonly clock: Clock) {
    super();
  }

  override async deliver(callbackKey: string, tokens: SignInTokens): Promise<DeliveryOutcome> {
    const known = this.find(callbackKey);
    const signIn = known ?? this.begin(callbackKey);
    if (!signIn || signIn.state === 'spent' || signIn.tokens) return 'refused';
    if (!signIn.receiver) {
      signIn.tokens = tokens;
      return 'waiting';
    }
    this.hand(signIn, signIn.receiver, tokens);
    return 'delivered';
  }

  override async isFree(callbackKey: string): Promise<boolean> {
    const signIn = this.find(callbackKey);
    return !signIn || signIn.state === 'open';
  }

  override async attach(callbackKey: string, receiver: SignInReceiver): Promise<boolean> {
    const known = this.find(callbackKey);
    const signIn = known ?? this.begin(callbackKey);
    if (signIn?.state !== 'open') return false;
    if (signIn.tokens) {
      this.hand(signIn, receiver, signIn.tokens);
    } else {
      signIn.state = 'attached';
      signIn.receiver = receiver;
    }
    return true;
  }

  override async detach(callbackKey: string): Promise<void> {
    const signIn = this.find(callbackKey);
    if (!signIn) return;
    signIn.state = 'spent';
    delete signIn.receiver;
  }

  private hand(signIn: PendingSignIn, receiver: SignInReceiver, tokens: SignInTokens): void {
    signIn.state = 'spent';
    delete signIn.receiver;
    delete signIn.tokens;
    receiver(tokens);
  }

  private find(callbackKey: string): PendingSignIn | undefined {
    this.dropExpired();
    return this.pending.get(callbackKey);
  }

  private begin(callbackKey: string): PendingSignIn | undefined {
    if (this.pending.size >= MAX_PENDING && !this.dropOneSpent()) return undefined;
    const signIn: PendingSignIn = { state: 'open', expiresAt: this.clock.now().getTime() + SIGN_IN_WINDOW_MS };
    this.pending.set(callbackKey, signIn);
    return signIn;
  }

  private dropExpired(): void {
    const now = this.clock.now().getTime();
    for (const [key, { expiresAt }] of this.pending) {
      if (expiresAt > now) return;
      this.pending.delete(key);
    }
  }

  /** Keeps whoever opens and drops sockets in a loop from shutting out real sign-ins. */
  private dropOneSpent(): boolean {
    for (const [key, { state }] of this.pending) if (state === 'spent') return this.pending.delete(key);
    return false;
  }
}
