export { Caller, type CallMeter } from './caller';
export { CircuitBreaker } from './circuit-breaker';
export { ConcurrencyGate } from './concurrency-gate';
export { background, interactive, type Patience } from './patience';
export { ProcessRateBudget, RateBudget } from './rate-budget';
export { realTime, type Time } from './time';
export { type Answer, type Call, CONNECT_TIMEOUT_MS, type ResponseHeaders, Transport } from './transport';
export type { UpstreamErrors } from './upstream-errors';
