export * from './chromium.js';
export * from './given-when-then.js';
export * from './cutting-proxy.js';
export * from './ledger-contract/ledger-contract.js';
export * from './redis.js';
export * from './small-plan.js';
export * from './test-database.js';
export * from './test-ledger.js';
