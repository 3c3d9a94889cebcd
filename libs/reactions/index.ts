export { reactionCommand } from './reaction-command.js';
export type { Reaction, ReactionRule } from './reaction-rule.js';
export { ReactionRunner } from './reaction-runner.js';
export { ReactionsModule } from './reactions.module.js';
