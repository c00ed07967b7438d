export { LocalOidc, type LocalOidcOptions } from './local-oidc';
