import type { ItemEvent, Recorded } from '#domain';

/** For whom the actor acted, by delegation; null: for nobody else. */
export const actsFor = ({ data }: ItemEvent): string | null =>
  ('via' in data ? data.via.onBehalfOf : data.onBehalfOf) ?? null;

/** Whom and what an event's sentence names: ids of people and bodies, and of other items. */
export function mentioned(event: Recorded<ItemEvent>): {
  readonly people: readonly (string | null)[];
  readonly items: readonly string[];
} {
  const recorded = [event.actor, event.decidedBy, actsFor(event)];
  switch (event.type) {
    case 'Assigned':
      return { people: [...recorded, event.data.owner, event.data.deputy ?? null], items: [] };
    case 'DueExtended':
    case 'DueExtensionDeclined':
      return { people: [...recorded, event.data.requestedBy], items: [] };
    case 'SignedOff':
    case 'Objected':
    case 'SignOffLapsed':
      return { people: [...recorded, event.data.person], items: [] };
    case 'PrerequisiteLinked':
      return { people: recorded, items: [event.data.prerequisite.item] };
    case 'OutcomeCopied':
    case 'PrerequisiteRemoved':
    case 'PrerequisiteMet':
    case 'PrerequisiteUnmet':
      return { people: recorded, items: [event.data.item] };
    case 'LineageLinked':
    case 'BasisLinked':
    case 'CompanionLinked':
      return { people: recorded, items: event.data.item === undefined ? [] : [event.data.item] };
    case 'PartnerAdded':
      return { people: [...recorded, event.data.body ?? null], items: [] };
    case 'Transitioned':
      return { people: recorded, items: event.data.successor === undefined ? [] : [event.data.successor] };
    case 'Corrected': {
      const deciders = event.data.changes.flatMap(({ field, from, to }) =>
        field === 'decidedBy' ? [from, to] : [],
      );
      return { people: [...recorded, ...deciders], items: [] };
    }
    case 'ItemOpened':
    case 'DueSet':
    case 'DueExtensionRequested':
    case 'StartPlanned':
    case 'EvidenceAttached':
    case 'PartCompleted':
    case 'ChapterAdded':
    case 'ProgressReported':
    case 'ItemMigrated':
    case 'OutcomeAdded':
      return { people: recorded, items: [] };
  }
}
