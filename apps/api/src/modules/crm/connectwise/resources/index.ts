export * from './company';
export * from './procurement';
export * from './resource';
export * from './sales';
export * from './system';
