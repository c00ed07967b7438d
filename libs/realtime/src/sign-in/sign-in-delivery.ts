/** What a finished sign-in hands to the client that began it. */
export interface SignInTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** How far a delivery came; `refused`: the key was used before, its socket is gone, or the server is full. */
export type DeliveryOutcome = 'delivered' | 'waiting' | 'refused';

export type SignInReceiver = (tokens: SignInTokens) => void;

/**
 * Hands the tokens of a browser sign-in to the first socket that connected with its callback key, once, within
 * {@link SIGN_IN_WINDOW_MS} of whichever of the two came first.
 */
export abstract class SignInDelivery {
  /** Sends the tokens to the key's socket, or keeps them for the first socket that brings the key. */
  abstract deliver(callbackKey: string, tokens: SignInTokens): Promise<DeliveryOutcome>;

  /** False once any socket has come with the key, even if it has left. */
  abstract isFree(callbackKey: string): Promise<boolean>;

  /** Makes the receiver the key's only one; false when another came first. */
  abstract attach(callbackKey: string, receiver: SignInReceiver): Promise<boolean>;

  /** The key's socket is gone. Nobody takes its place: whoever comes second may have read the key from the redirect. */
  abstract detach(callbackKey: string): Promise<void>;
}

export const SIGN_IN_WINDOW_MS = 10 * 60_000;

const CALLBACK_KEY = /^ck[A-Za-z0-9_-]{20,64}$/;

/** Whether the value has the shape of a callback key: `ck` and at least 120 random bits as text. */
export const isCallbackKey = (value: unknown): value is string => typeof value === 'string' && CALLBACK_KEY.test(value);
