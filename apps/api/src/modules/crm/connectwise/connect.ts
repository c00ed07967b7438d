import type { ConnectWiseSettings } from '../../../config';
import { ConcurrencyLimit } from '@app/kernel';
import type { UpstreamMeter } from '../../../upstreams';
import { ConnectWiseApi } from './api';
import { Caller, CircuitBreaker, type RateBudget, realTime, type Time, Transport } from '../../../upstreams/http';
import { ConnectWiseClient } from './connectwise-client';
import { ConnectWiseError } from './connectwise.errors';
import { Forecasts } from './forecast';
import { inventory } from './resources';

export interface ConnectOptions {
  readonly budget: RateBudget;
  /** Hears when calls stop because ConnectWise is down, and when they go on. */
  readonly onChange?: (down: boolean) => void;
  /** Hears of its calls and its circuit. */
  readonly meter?: UpstreamMeter;
  readonly time?: Time;
  readonly random?: () => number;
}

/** Everything that is done with one ConnectWise. */
export interface ConnectWiseConnection {
  /** Which one it is. */
  readonly identity: { readonly origin: string; readonly company: string };
  readonly client: ConnectWiseClient;
  readonly forecasts: Forecasts;
  /** How many of a catalogue item lie in all warehouses. */
  onHand(catalogItemId: number): Promise<number>;
  close(): Promise<void>;
}

/** Jobs have connections of their own, so that they never make a person wait. */
const INTERACTIVE_CONNECTIONS = 8;
const BACKGROUND_CONNECTIONS = 4;
/** Of what may go at once, jobs leave as much to people. */
const BACKGROUND_SHARE = 0.5;
const LONGEST_LINE = 200;
const FAILURES = 5;
const COOL_DOWN_MS = 10_000;

export function connect(settings: ConnectWiseSettings, options: ConnectOptions): ConnectWiseConnection {
  const { budget, time = realTime, random = Math.random, onChange = () => undefined } = options;
  const transport = new Transport(new URL(settings.url).origin, {
    connections: INTERACTIVE_CONNECTIONS + BACKGROUND_CONNECTIONS,
    errors: ConnectWiseError,
  });
  const breaker = new CircuitBreaker(time, {
    errors: ConnectWiseError,
    failures: FAILURES,
    coolDownMs: COOL_DOWN_MS,
    onChange,
  });
  options.meter?.watch(breaker);
  const caller = (places: number, share: number): Caller =>
    new Caller({
      ...{ errors: ConnectWiseError, transport, breaker, budget, share, time, random, meter: options.meter?.meter },
      gate: new ConcurrencyLimit(places, LONGEST_LINE, ConnectWiseError.busy),
    });
  const api = new ConnectWiseApi(settings, {
    interactive: caller(INTERACTIVE_CONNECTIONS, 1),
    background: caller(BACKGROUND_CONNECTIONS, BACKGROUND_SHARE),
  });
  const client = new ConnectWiseClient(api);
  return {
    identity: { origin: new URL(settings.url).origin, company: settings.company },
    ...{ client, forecasts: new Forecasts(api) },
    async onHand(catalogItemId) {
      const { records } = await client.page(inventory(catalogItemId));
      return records.reduce((total, place) => total + place.onHand, 0);
    },
    close: () => transport.close(),
  };
}
