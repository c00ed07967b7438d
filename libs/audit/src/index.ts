export * from './audit-additions';
export * from './audit-log';
export * from './audit-row';
export * from './audit-sealer';
export * from './audit.module';
export * from './chain-report';
export { ChainSigner } from './chain-signer';
export { MASK } from './mask-secrets';
