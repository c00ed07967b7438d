export { LocalConnectWise } from './local-connectwise';
export { LocalUnifi } from './local-unifi';
export { LocalOidc, type LocalOidcOptions } from './local-oidc';
