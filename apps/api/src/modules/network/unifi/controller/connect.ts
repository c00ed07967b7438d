import { ConcurrencyLimit } from '@app/kernel';
import type { UnifiSettings } from '../../../../config';
import type { UpstreamMeter } from '../../../../upstreams';
import { Caller, CircuitBreaker, ProcessRateBudget, realTime, type Time, Transport } from '../../../../upstreams/http';
import { ControllerApi } from './controller-api';
import { explainDistrust, trustingConnector } from './trust';
import { UnifiClient } from './unifi-client';
import { UnifiError } from './unifi.errors';

export interface ConnectOptions {
  /** Hears when calls stop because the controller is down, and when they go on. */
  readonly onChange?: (down: boolean) => void;
  /** Hears of its calls and its circuit. */
  readonly meter?: UpstreamMeter;
  /** How failures call the controller, where there are several. */
  readonly label?: string;
  readonly time?: Time;
  readonly random?: () => number;
}

export interface UnifiConnection {
  readonly client: UnifiClient;
  /** Signs out, as far as that is quickly done. */
  close(): Promise<void>;
}

/**
 * A controller often runs on the gateway itself, which has little to spare, but bears what a few people do with its own
 * pages. What locks accounts out are logins, and of these there is one for all calls.
 */
const CONNECTIONS = 10;
const LONGEST_LINE = 200;
const BUDGET = { perMinute: 3_000, burst: 200 };
const FAILURES = 5;
const COOL_DOWN_MS = 10_000;

export function connect(settings: UnifiSettings, options: ConnectOptions = {}): UnifiConnection {
  const { time = realTime, random = Math.random, onChange = () => undefined, meter, label } = options;
  const errors = UnifiError;
  const transport = new Transport(new URL(settings.url).origin, {
    ...{ errors, connections: CONNECTIONS, connect: trustingConnector(settings), explain: explainDistrust },
  });
  const breaker = new CircuitBreaker(time, { errors, failures: FAILURES, coolDownMs: COOL_DOWN_MS, onChange });
  meter?.watch(breaker);
  const caller = new Caller({
    ...{ errors, transport, time, random, meter: meter?.meter },
    gate: new ConcurrencyLimit(CONNECTIONS, LONGEST_LINE, errors.busy),
    ...{ breaker, budget: new ProcessRateBudget(time, BUDGET) },
  });
  const api = new ControllerApi(settings, caller, time, { label });
  const close = () => api.close().finally(() => transport.close());
  return { client: new UnifiClient(api), close };
}
