export { LocalConnectWise } from './local-connectwise';
export { LocalUnifi } from './local-unifi';
export { LocalOidc, type LocalOidcOptions } from './local-oidc';
export { UpstreamMetrics, type UpstreamMeter } from './upstream-metrics';
export { RateBudgets } from './budgets/rate-budgets';
export { UpstreamsModule } from './upstreams.module';
