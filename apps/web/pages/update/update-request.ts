import type { Possibility } from '../../api/answers.js';
import type { Draft } from './draft.js';
import { filled } from './typed.js';

/** What belongs to every update; everything else that a possibility asks for is a field of its own. */
const commonFields = ['effectiveOn', 'reason', 'ground', 'decidedBy'] as const;
const common: ReadonlySet<string> = new Set([...commonFields, 'evidence', 'decision']);

/** The fields that only this step has; a text comes before the digest of its file, which few have at hand. */
export const ownFields = (possibility: Possibility): Possibility['fields'] =>
  possibility.fields
    .filter(({ name }) => !common.has(name))
    .toSorted((a, b) => Number(a.name === 'digest') - Number(b.name === 'digest'));

export const isRequired = ({ fields }: Possibility, name: string): boolean =>
  fields.some((field) => field.name === name && field.required);

/** A text is cleared where it is read, not in a step's form. */
export const isSignOff = ({ act }: Possibility): boolean => act === 'clear' || act === 'object';

interface UpdateRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The request that a draft amounts to. Empty fields are left out: the server says which it misses. */
export function updateRequest(item: string, possibility: Possibility, draft: Draft): UpdateRequest {
  const { values, evidence } = draft;
  const of = encodeURIComponent(item);
  const fields = filled(
    Object.fromEntries(ownFields(possibility).map(({ name }) => [name, values[`fields.${name}`]])),
  );
  const decision = filled({ session: values['decision.session'], reference: values['decision.reference'] });
  const rows = evidence
    .filter(({ reference, title }) => reference.trim() !== '' || title.trim() !== '')
    .map(({ kind, reference, title, digest }) => ({ kind, ...filled({ reference, title, digest }) }));
  return {
    path: `/items/${of}/transitions/${encodeURIComponent(possibility.transition)}`,
    body: {
      ...filled(Object.fromEntries(commonFields.map((name) => [name, values[name]]))),
      ...(Object.keys(fields).length === 0 ? {} : { fields }),
      ...(Object.keys(decision).length === 0 ? {} : { decision }),
      ...(rows.length === 0 ? {} : { evidence: rows }),
    },
  };
}
