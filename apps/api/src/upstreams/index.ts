export { LocalConnectWise } from './local-connectwise';
export { LocalUnifi } from './local-unifi';
export { LocalOidc, type LocalOidcOptions } from './local-oidc';
export { UpstreamMetrics, type UpstreamMeter } from './upstream-metrics';
export { UpstreamsModule } from './upstreams.module';
