export * from './crypto.errors';
export * from './crypto.module';
export * from './derive-key';
export * from './enc-format';
export * from './master-key';
export * from './password-hasher';
export * from './secret-box';
export * from './tokens';
