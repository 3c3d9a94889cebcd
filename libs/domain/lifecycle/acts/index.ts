import type { Act } from '../../type/type-definition.js';
import type { ActRule } from './act-outcome.js';
import {
  actAddChapter,
  actAddPartner,
  actAttachEvidence,
  actCompletePart,
  actLinkBasis,
  actLinkCompanion,
  actReportProgress,
} from './addition.act.js';
import { actDeclineExtension, actExtendDue, actPlanStart, actRequestExtension } from './due.act.js';
import { actLinkLineage } from './lineage.act.js';
import { actAddOutcome, actCopyOutcome } from './outcome.act.js';
import { actLinkPrerequisite, actRemovePrerequisite } from './prerequisite.act.js';
import { actPrerequisiteMet, actPrerequisiteUnmet } from './prerequisite-change.act.js';
import { actClear, actObject } from './sign-off.act.js';
import { actTransition } from './transition.act.js';

export const actRules: { readonly [A in Act]: ActRule } = {
  transition: actTransition,
  'plan-start': actPlanStart,
  'link-prerequisite': actLinkPrerequisite,
  'remove-prerequisite': actRemovePrerequisite,
  'prerequisite-met': actPrerequisiteMet,
  'prerequisite-unmet': actPrerequisiteUnmet,
  'report-progress': actReportProgress,
  'attach-evidence': actAttachEvidence,
  'add-partner': actAddPartner,
  'link-basis': actLinkBasis,
  'add-chapter': actAddChapter,
  'link-companion': actLinkCompanion,
  'complete-part': actCompletePart,
  'request-extension': actRequestExtension,
  'extend-due': actExtendDue,
  'decline-extension': actDeclineExtension,
  clear: actClear,
  object: actObject,
  'link-lineage': actLinkLineage,
  'add-outcome': actAddOutcome,
  'copy-outcome': actCopyOutcome,
};
