import { Injectable } from '@nestjs/common';
import { Gauge, Histogram, Registry } from 'prom-client';
import type { CallMeter } from './http';

export interface UpstreamMeter {
  readonly meter: CallMeter;
  /** Whether calls stop because the upstream is down, or go on. */
  readonly onChange: (down: boolean) => void;
}

/** How the calls to other systems go. `name` tells several of a kind apart, by the names that the configuration has. */
@Injectable()
export class UpstreamMetrics {
  readonly registry = new Registry();
  private readonly duration = new Histogram({
    name: 'upstream_call_duration_seconds',
    help: 'Time of one exchange with another system, without waits and further tries',
    labelNames: ['upstream', 'name', 'outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  private readonly down = new Gauge({
    name: 'upstream_down',
    help: '1 while no calls are made because the last ones failed',
    labelNames: ['upstream', 'name'],
    registers: [this.registry],
  });

  of(upstream: string, name: string): UpstreamMeter {
    const onChange = (down: boolean) => this.down.set({ upstream, name }, down ? 1 : 0);
    onChange(false);
    return {
      meter: (seconds, outcome) => this.duration.observe({ upstream, name, outcome }, seconds),
      onChange,
    };
  }
}
