import {
  type EventType,
  evolveBody,
  evolveItem,
  evolveLedger,
  evolvePaper,
  evolvePerson,
  evolvePlan,
  evolveType,
  type ReminderEvent,
} from '#domain';

interface EventFold {
  /** The function, for its name: what each event means for the state of its stream. */
  readonly fold: { readonly name: string };
  readonly types: readonly Exclude<EventType, ReminderEvent['type']>[];
}

/** Which fold takes which events; each event that can be appended has exactly one. */
export const eventFolds: readonly EventFold[] = [
  {
    fold: evolveLedger,
    types: [
      'LedgerOpened',
      'ClockAdvanced',
      'RemindersBegun',
      'KeyDestroyed',
      'AdministratorNamed',
      'PeriodDefined',
    ],
  },
  { fold: evolveType, types: ['TypePublished'] },
  { fold: evolveBody, types: ['BodyRegistered'] },
  {
    fold: evolvePerson,
    types: [
      'PersonRegistered',
      'RoleGiven',
      'RoleEnded',
      'DelegationGiven',
      'DelegationEnded',
      'DelegationReceived',
      'DelegationReturned',
    ],
  },
  { fold: evolvePlan, types: ['PlanEndorsed', 'PlanItemAdded', 'PlanReported'] },
  { fold: evolvePaper, types: ['PaperPublished', 'CorrigendumPublished'] },
  {
    fold: evolveItem,
    types: [
      'ItemOpened',
      'DueSet',
      'DueExtensionRequested',
      'DueExtensionDeclined',
      'DueExtended',
      'Assigned',
      'Transitioned',
      'StartPlanned',
      'PrerequisiteLinked',
      'PrerequisiteRemoved',
      'PrerequisiteMet',
      'PrerequisiteUnmet',
      'SignedOff',
      'Objected',
      'SignOffLapsed',
      'EvidenceAttached',
      'PartCompleted',
      'PartnerAdded',
      'BasisLinked',
      'ChapterAdded',
      'CompanionLinked',
      'ProgressReported',
      'ItemMigrated',
      'Corrected',
      'LineageLinked',
      'OutcomeAdded',
      'OutcomeCopied',
    ],
  },
];

/** Told for the record only: no decision and no state rests on them. */
export const eventsWithoutState: ReadonlySet<string> = new Set<ReminderEvent['type']>([
  'ReminderSent',
  'ReminderHeldBack',
  'ReminderAmbiguous',
]);
