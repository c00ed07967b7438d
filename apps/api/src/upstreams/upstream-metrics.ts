import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { circuitStates, type CallMeter, type CircuitBreaker } from './http';

/** Measures one upstream. */
export interface UpstreamMeter {
  readonly meter: CallMeter;
  /** Tells of the circuit whenever somebody reads the measurements; in place of the one before. */
  watch(breaker: CircuitBreaker): void;
}

/**
 * How the calls to other systems go. `upstream` is the kind of system; `name` tells several of a kind apart, by the
 * names that the configuration has.
 */
@Injectable()
export class UpstreamMetrics {
  readonly registry = new Registry();
  private readonly circuits = new Map<string, { upstream: string; name: string; breaker: CircuitBreaker }>();
  private readonly duration = new Histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Time of one exchange with another system, without waits and further tries',
    labelNames: ['upstream', 'name', 'outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    const { circuits } = this;
    const registers = [this.registry];
    new Gauge({
      name: 'upstream_circuit_state',
      help: 'Whether calls to an upstream go out (closed), are refused (open) or try whether it is back (half-open)',
      ...{ labelNames: ['upstream', 'name', 'state'], registers },
      collect() {
        this.reset();
        for (const { upstream, name, breaker } of circuits.values()) {
          for (const state of circuitStates) this.set({ upstream, name, state }, Number(state === breaker.state));
        }
      },
    });
    new Counter({
      name: 'upstream_circuit_rejected_total',
      help: 'Calls that were not sent because the upstream had failed repeatedly',
      ...{ labelNames: ['upstream', 'name'], registers },
      collect() {
        this.reset();
        for (const { upstream, name, breaker } of circuits.values()) this.inc({ upstream, name }, breaker.rejected);
      },
    });
  }

  of(upstream: string, name: string): UpstreamMeter {
    return {
      meter: (seconds, outcome) => this.duration.observe({ upstream, name, outcome }, seconds),
      watch: (breaker) => this.circuits.set(`${upstream} ${name}`, { upstream, name, breaker }),
    };
  }
}
