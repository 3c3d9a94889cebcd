import type { Evidence } from '../events/index.js';
import { nearest } from '../nearest.js';
import { type Refusal, refuse } from '../refusal.js';
import { either, quoted } from '../sentence.js';
import { type CommandAttempt, subjectOf } from './attempt.js';
import { inputsOf } from './inputs.js';

/** What stands beside the fields in a command; somebody may look for it among them. */
const beside: ReadonlySet<string> = new Set(['reason', 'ground', 'evidence', 'decidedBy']);

/** A field that the transition does not take is a slip of the pen, and nothing that may pass in silence. */
export function unknownFields(attempt: CommandAttempt): readonly Refusal[] {
  const { state, command, transition } = attempt;
  const known = inputsOf(attempt)
    .map(({ name }) => name)
    .filter((name) => !beside.has(name));
  return Object.keys(command.fields)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      const takes = known.length === 0 ? 'It takes none.' : `It takes ${either(known.map(quoted), 'and')}.`;
      const elsewhere = beside.has(name)
        ? `${quoted(name)} stands beside the fields, not among them.`
        : takes;
      const hint = near === null ? elsewhere : `Did you mean ${quoted(near)}?`;
      const message = `${subjectOf(state)}: “${transition.title.en}” has no field ${quoted(name)}. ${hint}`;
      return refuse('ITEM.UNKNOWN_FIELD', message, { field: name, known, nearest: near }, `fields.${name}`);
    });
}

const longest = { reference: 1000, title: 500 } as const;

/** Evidence that somebody else can find and check: an address of the web, a place in a paper, a file with its digest. */
export function faultyEvidence(evidence: readonly Evidence[] = []): readonly Refusal[] {
  return evidence.flatMap((one, index) => {
    const at = (field: keyof Evidence, message: string): Refusal =>
      refuse('ITEM.EVIDENCE_INVALID', message, { kind: one.kind, index }, `evidence.${index}.${field}`);
    const { kind, reference, title = '', digest } = one;
    const faults: Refusal[] = [];
    if (reference.trim() === '') faults.push(at('reference', 'Evidence has a reference: say where it is.'));
    if (reference.length > longest.reference || title.length > longest.title)
      faults.push(
        at(
          title.length > longest.title ? 'title' : 'reference',
          `A reference has at most ${longest.reference} characters, a title ${longest.title}.`,
        ),
      );
    if (kind === 'link' && reference.trim() !== '' && !/^https?:\/\/[^\s/?#]+\S*$/i.test(reference))
      faults.push(
        at('reference', `${quoted(reference)} is no address that begins with https:// or http://.`),
      );
    if (kind === 'file' && digest === undefined)
      faults.push(at('digest', 'A file comes with its digest: SHA-256 in hexadecimal.'));
    if (digest !== undefined && !/^[0-9a-f]{64}$/.test(digest))
      faults.push(at('digest', 'A digest is SHA-256 in hexadecimal: 64 digits, small letters.'));
    return faults;
  });
}
