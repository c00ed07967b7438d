import type { UnifiSettings } from '../../../../config';
import {
  Caller,
  type CallMeter,
  CircuitBreaker,
  type Circuits,
  ConcurrencyGate,
  ProcessRateBudget,
  realTime,
  type Time,
  Transport,
} from '../../../../upstreams/http';
import { ControllerApi } from './controller-api';
import { explainDistrust, trustingConnector } from './trust';
import { UnifiClient } from './unifi-client';
import { UnifiError } from './unifi.errors';

export interface ConnectOptions {
  /** Hears when calls stop because the controller is down, and when they go on. */
  readonly onChange?: (down: boolean) => void;
  readonly meter?: CallMeter;
  /** How failures call the controller, where there are several. */
  readonly label?: string;
  /** Where its circuit can be watched. */
  readonly circuits?: Circuits;
  readonly time?: Time;
  readonly random?: () => number;
}

export interface UnifiConnection {
  readonly client: UnifiClient;
  /** Signs out, as far as that is quickly done. */
  close(): Promise<void>;
}

/** A controller often runs on the gateway itself, which has little to spare. */
const CONNECTIONS = 6;
const LONGEST_LINE = 200;
const BUDGET = { perMinute: 1_200, burst: 100 };
const FAILURES = 5;
const COOL_DOWN_MS = 10_000;

export function connect(settings: UnifiSettings, options: ConnectOptions = {}): UnifiConnection {
  const { time = realTime, random = Math.random, onChange = () => undefined, meter, label } = options;
  const errors = UnifiError;
  const transport = new Transport(new URL(settings.url).origin, {
    ...{ errors, connections: CONNECTIONS, connect: trustingConnector(settings), explain: explainDistrust },
  });
  const breaker = new CircuitBreaker(time, { errors, failures: FAILURES, coolDownMs: COOL_DOWN_MS, onChange });
  options.circuits?.add(options.label ? `unifi ${options.label}` : 'unifi', breaker);
  const caller = new Caller({
    ...{ errors, transport, time, random, meter, gate: new ConcurrencyGate(CONNECTIONS, LONGEST_LINE, errors) },
    ...{ breaker, budget: new ProcessRateBudget(time, BUDGET) },
  });
  const api = new ControllerApi(settings, caller, time, { label });
  const close = () => api.close().finally(() => transport.close());
  return { client: new UnifiClient(api), close };
}
