export * from './ledger.js';
export * from './uuid-v5.js';
