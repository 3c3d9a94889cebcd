export { ListReminders } from './outbox/list-reminders.handler.js';
export * from './outbox/outbox-message.js';
export { ResendReminder } from './outbox/resend-reminder.handler.js';
export { type JobName, jobNames } from './queue/reminder-jobs.js';
export * from './reminders.js';
export * from './reminders.module.js';
export type { ItemsInQuestion } from './scan/reminder-scan.js';
export { ReminderStore } from './store/reminder-store.js';
