export * from './decide/item-command.js';
export * from './due/due-form.js';
export * from './events/index.js';
export * from './item/item-state.js';
export * from './refusal.js';
export * from './type/type-definition.js';
