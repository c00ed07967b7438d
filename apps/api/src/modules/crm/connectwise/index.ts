export { type Batch, type RefusedRecord } from './batch';
export * from './conditions';
export { type ConnectWiseConnection } from './connect';
export { type ConnectWiseClient, type PatchOperation, replaceField } from './connectwise-client';
export { ConnectWiseError } from './connectwise.errors';
export { ConnectWiseModule } from './connectwise.module';
export { ConnectWise } from './connectwise.service';
export { Lookup } from './lookup';
export * from './resources';
