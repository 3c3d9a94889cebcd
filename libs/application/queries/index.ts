import { GetItem, GetItemHandler } from './get-item.handler.js';
import { GetItemHistory, GetItemHistoryHandler } from './get-item-history.handler.js';
import { GetItemText, GetItemTextHandler } from './get-item-text.handler.js';
import { GetLedgerInfo, GetLedgerInfoHandler } from './get-ledger-info.handler.js';
import { GetPaper, GetPaperHandler } from './get-paper.handler.js';
import { GetPaperBytes, GetPaperBytesHandler } from './get-paper-bytes.handler.js';
import { GetPlanDiff, GetPlanDiffHandler } from './get-plan-diff.handler.js';
import { GetPlanTable, GetPlanTableHandler } from './get-plan-table.handler.js';
import { GetPossibilities, GetPossibilitiesHandler } from './get-possibilities.handler.js';
import { GetPublishedPaper, GetPublishedPaperHandler } from './get-published-paper.handler.js';
import { GetTypeMigration, GetTypeMigrationHandler } from './get-type-migration.handler.js';
import { GetUpdateSheet, GetUpdateSheetHandler } from './get-update-sheet.handler.js';
import { GetWork, GetWorkHandler } from './get-work.handler.js';
import { ListBodies, ListBodiesHandler } from './list-bodies.handler.js';
import { ListItems, ListItemsHandler } from './list-items.handler.js';
import { ListPapers, ListPapersHandler } from './list-papers.handler.js';
import { ListPeople, ListPeopleHandler } from './list-people.handler.js';
import { ListPeriods, ListPeriodsHandler } from './list-periods.handler.js';
import { ListPlans, ListPlansHandler } from './list-plans.handler.js';
import { ListRefusedAttempts, ListRefusedAttemptsHandler } from './list-refused-attempts.handler.js';
import { ListTypes, ListTypesHandler } from './list-types.handler.js';
import { ReadDueText, ReadDueTextHandler } from './read-due-text.handler.js';

export * from './get-item.handler.js';
export * from './get-item-history.handler.js';
export * from './get-item-text.handler.js';
export * from './get-ledger-info.handler.js';
export * from './get-paper.handler.js';
export * from './get-paper-bytes.handler.js';
export * from './get-plan-diff.handler.js';
export * from './get-plan-table.handler.js';
export * from './get-possibilities.handler.js';
export * from './get-published-paper.handler.js';
export * from './get-type-migration.handler.js';
export * from './get-update-sheet.handler.js';
export * from './get-work.handler.js';
export * from './list-bodies.handler.js';
export * from './list-items.handler.js';
export * from './list-papers.handler.js';
export * from './list-people.handler.js';
export * from './list-periods.handler.js';
export * from './list-plans.handler.js';
export * from './list-refused-attempts.handler.js';
export * from './list-types.handler.js';
export * from './read-due-text.handler.js';

/** Every query there is, once: the program does not start unless each has exactly one handler. */
export const queryClasses = [
  GetItem,
  GetItemHistory,
  GetItemText,
  GetLedgerInfo,
  GetPaper,
  GetPaperBytes,
  GetPlanDiff,
  GetPlanTable,
  GetPossibilities,
  GetPublishedPaper,
  GetUpdateSheet,
  GetWork,
  GetTypeMigration,
  ListBodies,
  ListItems,
  ListPapers,
  ListPeople,
  ListPeriods,
  ListPlans,
  ListRefusedAttempts,
  ListTypes,
  ReadDueText,
] as const;
export const queryHandlers = [
  GetItemHandler,
  GetItemHistoryHandler,
  GetItemTextHandler,
  GetLedgerInfoHandler,
  GetPaperHandler,
  GetPaperBytesHandler,
  GetPlanDiffHandler,
  GetPlanTableHandler,
  GetPossibilitiesHandler,
  GetPublishedPaperHandler,
  GetUpdateSheetHandler,
  GetWorkHandler,
  GetTypeMigrationHandler,
  ListBodiesHandler,
  ListItemsHandler,
  ListPapersHandler,
  ListPeopleHandler,
  ListPeriodsHandler,
  ListPlansHandler,
  ListRefusedAttemptsHandler,
  ListTypesHandler,
  ReadDueTextHandler,
] as const;
