export { readOidcProviderSettings } from './oidc-settings';
export { type RunningOidcProvider, startOidcProvider } from './start-oidc-provider';
