export { reactionCommand } from './reaction-command.js';
export type { Reaction, ReactionRule } from './reaction-rule.js';
export { ReactionRunner, type ReactionRunnerOptions, ReactionUnsettled } from './reaction-runner.js';
export { ReactionsModule, reactionNames } from './reactions.module.js';
