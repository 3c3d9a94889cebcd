import { AdvanceClock, AdvanceClockHandler } from './advance-clock.handler.js';
import { AdvanceItem, AdvanceItemHandler } from './advance-item.handler.js';
import { AssignItem, AssignItemHandler } from './assign-item.handler.js';
import { BeginReminders, BeginRemindersHandler } from './begin-reminders.handler.js';
import { CorrectItem, CorrectItemHandler } from './correct-item.handler.js';
import { DefinePeriod, DefinePeriodHandler } from './define-period.handler.js';
import { DelegateRole, DelegateRoleHandler } from './delegate-role.handler.js';
import { DestroyKey, DestroyKeyHandler } from './destroy-key.handler.js';
import { EndDelegation, EndDelegationHandler } from './end-delegation.handler.js';
import { EndRole, EndRoleHandler } from './end-role.handler.js';
import { EndorsePlan, EndorsePlanHandler } from './endorse-plan.handler.js';
import { ExtendPlan, ExtendPlanHandler } from './extend-plan.handler.js';
import { GiveRole, GiveRoleHandler } from './give-role.handler.js';
import { ImportSheet, ImportSheetHandler } from './import-sheet.handler.js';
import { MigrateItem, MigrateItemHandler } from './migrate-item.handler.js';
import { OpenItem, OpenItemHandler } from './open-item.handler.js';
import { OpenLedger, OpenLedgerHandler } from './open-ledger.handler.js';
import { PublishCorrigendum, PublishCorrigendumHandler } from './publish-corrigendum.handler.js';
import { PublishPaper, PublishPaperHandler } from './publish-paper.handler.js';
import { PublishType, PublishTypeHandler } from './publish-type.handler.js';
import { RegisterBody, RegisterBodyHandler } from './register-body.handler.js';
import { RegisterPerson, RegisterPersonHandler } from './register-person.handler.js';
import { UpdateItem, UpdateItemHandler } from './update-item.handler.js';

export * from './advance-clock.handler.js';
export * from './advance-item.handler.js';
export * from './assign-item.handler.js';
export * from './begin-reminders.handler.js';
export * from './correct-item.handler.js';
export * from './define-period.handler.js';
export * from './delegate-role.handler.js';
export * from './destroy-key.handler.js';
export * from './end-delegation.handler.js';
export * from './end-role.handler.js';
export * from './endorse-plan.handler.js';
export * from './extend-plan.handler.js';
export * from './give-role.handler.js';
export * from './import-sheet.handler.js';
export * from './migrate-item.handler.js';
export type { OnRecord } from './on-record.js';
export * from './open-item.handler.js';
export * from './open-ledger.handler.js';
export * from './publish-corrigendum.handler.js';
export * from './publish-paper.handler.js';
export * from './publish-type.handler.js';
export * from './register-body.handler.js';
export * from './register-person.handler.js';
export * from './update-item.handler.js';

/** Every command there is, once: the program does not start unless each has exactly one handler. */
export const commandClasses = [
  AdvanceClock,
  AdvanceItem,
  AssignItem,
  BeginReminders,
  CorrectItem,
  DefinePeriod,
  DelegateRole,
  DestroyKey,
  EndDelegation,
  EndRole,
  EndorsePlan,
  ExtendPlan,
  GiveRole,
  MigrateItem,
  ImportSheet,
  OpenItem,
  OpenLedger,
  PublishCorrigendum,
  PublishPaper,
  PublishType,
  RegisterBody,
  RegisterPerson,
  UpdateItem,
] as const;
export const commandHandlers = [
  AdvanceClockHandler,
  AdvanceItemHandler,
  AssignItemHandler,
  BeginRemindersHandler,
  CorrectItemHandler,
  DefinePeriodHandler,
  DelegateRoleHandler,
  DestroyKeyHandler,
  EndDelegationHandler,
  EndRoleHandler,
  EndorsePlanHandler,
  ExtendPlanHandler,
  GiveRoleHandler,
  MigrateItemHandler,
  ImportSheetHandler,
  OpenItemHandler,
  OpenLedgerHandler,
  PublishCorrigendumHandler,
  PublishPaperHandler,
  PublishTypeHandler,
  RegisterBodyHandler,
  RegisterPersonHandler,
  UpdateItemHandler,
] as const;
