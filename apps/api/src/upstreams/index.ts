export { LocalConnectWise } from './local-connectwise';
export { LocalOidc, type LocalOidcOptions } from './local-oidc';
