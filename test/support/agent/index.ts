export { ContractAgent, type Identity } from './contract-agent';
export type { ContractResponse } from './contract-request';
export { contracts } from './contract-library';
export type { Operation } from './operations';
