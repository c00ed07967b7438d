export { Caller, type CallMeter } from './caller';
export { CircuitBreaker, circuitStates } from './circuit-breaker';
export { background, interactive, type Patience } from './patience';
export {
  allowanceOf,
  type BudgetSize,
  type BudgetTerms,
  intervalMsOf,
  ProcessRateBudget,
  RateBudget,
} from './rate-budget';
export { realTime, type Time } from './time';
export { type Answer, type Call, CONNECT_TIMEOUT_MS, type ResponseHeaders, Transport } from './transport';
export type { UpstreamErrors } from './upstream-errors';
