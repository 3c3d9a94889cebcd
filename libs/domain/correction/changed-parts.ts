import type { CorrectedPart, Evidence, ItemEvent, Recorded } from '../events/index.js';
import type { CorrectionCommand, CorrectionContext } from './correction-command.js';
import { evidenceIn, fieldsOf } from './step.js';

/** What was said and what is right, part by part, as people read it. */
export function changedPart(
  field: string,
  from: string | null,
  to: string | undefined,
): readonly CorrectedPart[] {
  return to === undefined || to === from ? [] : [{ field, from, to }];
}

export function fieldParts(
  event: Recorded<ItemEvent>,
  { fields = {} }: CorrectionCommand,
  { periods = [] }: CorrectionContext,
): readonly CorrectedPart[] {
  const present = fieldsOf(event, periods);
  return Object.entries(fields).flatMap(([name, value]) => {
    const [from, to] = [present[name] ?? null, value.trim() === '' ? null : value.trim()];
    return from === to ? [] : [{ field: `fields.${name}`, from, to }];
  });
}

export function evidencePart(
  event: Recorded<ItemEvent>,
  evidence: readonly Evidence[] | undefined,
): readonly CorrectedPart[] {
  const present = evidenceIn(event);
  if (evidence === undefined || present.length === 0) return [];
  if (JSON.stringify(present) === JSON.stringify(evidence)) return [];
  const listed = (all: readonly Evidence[]) => all.map(({ reference }) => reference).join('; ');
  return [{ field: 'evidence', from: listed(present), to: listed(evidence) }];
}

export const withEvidence = ({ data }: ItemEvent, evidence: readonly Evidence[]): ItemEvent['data'] =>
  'evidence' in data ? { ...data, evidence } : data;
