export * from './outbox/list-messages.js';
export * from './outbox/outbox-message.js';
export * from './reminder.js';
