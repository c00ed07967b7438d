/** The one message of Beaver's socket, in both directions: keys, never values. */
export interface ExchangeMessage {
  readonly event_type: 'Exchange';
  readonly payload: { readonly entity_key: readonly string[] };
}

export const exchangeMessage = (keys: readonly string[]): ExchangeMessage => ({
  event_type: 'Exchange',
  payload: { entity_key: keys },
});

/** The keys that a client subscribes to, null for anything that is not an Exchange message. */
export function subscribedKeys(text: string): string[] | null {
  const message = parse(text);
  if (!isObject(message) || message.event_type !== 'Exchange' || !isObject(message.payload)) return null;
  const keys = message.payload.entity_key;
  return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? keys : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
