export * from './connection-error.js';
export * from './embedded-postgres.js';
export * from './free-port.js';
export { grantToApplication } from './grants.js';
export * from './least-privilege.js';
export * from './migrator.js';
export * from './pool.js';
export * from './tables.js';
