export * from './command-answer.js';
export * from './configuration.js';
export * from './commands/index.js';
export * from './queries/index.js';
export type { RefusedAttempt } from './refused/refused-attempts.js';
