import type { Act } from '../type/type-definition.js';

export interface ActField {
  readonly name: string;
  readonly required: boolean;
}

export const required = (name: string): ActField => ({ name, required: true });
export const optional = (name: string): ActField => ({ name, required: false });

/** Fields that name another item, by its id or its number. */
export const itemFields = ['prerequisite', 'item', 'successor'] as const;

/** What each act takes from the command's `fields`. */
export const actFields: { readonly [A in Act]: readonly ActField[] } = {
  transition: [],
  'plan-start': [required('start'), optional('latest')],
  'link-prerequisite': [required('prerequisite'), required('states'), required('phrase')],
  'remove-prerequisite': [required('prerequisite')],
  'prerequisite-met': [required('item')],
  'prerequisite-unmet': [required('item')],
  'report-progress': [optional('text'), optional('unchanged')],
  'attach-evidence': [],
  'add-partner': [required('partner')],
  'link-basis': [optional('basis'), optional('item')],
  'add-chapter': [required('title'), optional('text')],
  'link-companion': [optional('title'), optional('item')],
  'complete-part': [required('part')],
  'request-extension': [required('due'), optional('latest')],
  'extend-due': [optional('due'), optional('latest')],
  'decline-extension': [],
  clear: [required('line'), optional('digest'), optional('comment')],
  object: [required('line'), required('comment'), optional('digest')],
  'link-lineage': [required('relation'), optional('item'), optional('reference')],
  'add-outcome': [required('outcome'), required('text')],
  'copy-outcome': [required('item'), required('outcome'), required('text')],
};

/** What the fields are called in a sentence or beside an input. */
export const fieldTitles: { readonly [field: string]: string } = {
  start: 'planned start',
  prerequisite: 'item to wait for',
  states: 'states any of which satisfies it',
  phrase: 'wording of what it waits for',
  item: 'item',
  text: 'text',
  unchanged: '“yes” where nothing has changed',
  relation: 'relation: derives-from, cites or succeeds',
  reference: 'reference outside the record',
  outcome: 'outcome',
  partner: 'partner',
  basis: 'basis',
  title: 'title',
  part: 'part',
  due: 'due date',
  latest: 'last day in time, where the text does not say',
  line: 'line',
  comment: 'comment',
  digest: 'digest of the text',
  successor: 'successor',
  reason: 'reason',
  ground: 'ground',
  evidence: 'evidence',
  decidedBy: 'body that decided',
};

export function fieldTitle(name: string, act?: Act): string {
  if (act === 'report-progress' && name === 'text') return 'progress';
  return Object.hasOwn(fieldTitles, name) ? (fieldTitles[name] ?? name) : name;
}
