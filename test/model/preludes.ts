import fc from 'fast-check';
import type { Ask, Delegated, Item, Person, Step } from './ask.js';

const careful: Step = {
  ...{
    transition: '',
    reason: true,
    ground: true,
    evidence: true,
    decidedBy: 'unsdg-principals',
    year: 2027,
  },
  ...{ line: 'entity', part: 'a', comment: true, digest: 'present', text: 'One\nTwo' },
};
const does = (item: Item, by: Person, transition: string, more: Partial<Step> = {}): Ask => ({
  ...{ kind: 'step', item, by, token: 0 },
  step: { ...careful, transition, ...more },
});
const lends = (from: Person, to: Person, role: Delegated): Ask => ({
  ...{ kind: 'delegate', by: from, from, to, role, end: false },
});

const reviewed = [does('framework', 'deputy', 'put-into-use'), does('framework', 'registrar', 'open-review')];
const cleared = [
  ...reviewed,
  does('framework', 'focal', 'finalize'),
  does('framework', 'entity', 'clear'),
  does('framework', 'coordinator', 'clear', { line: 'coordinator' }),
];
const objected = [
  ...cleared.slice(0, -1),
  does('framework', 'coordinator', 'object', { line: 'coordinator' }),
];
/** Who stands in for another has cleared for them. */
const clearedForAnother = [
  ...reviewed,
  does('framework', 'focal', 'finalize'),
  does('framework', 'stranger', 'clear', { line: 'coordinator' }),
];
const endorsed = [...cleared, does('framework', 'registrar', 'endorse')];
const issued = [...endorsed, does('framework', 'deputy', 'issue')];
const ready = [
  does('action', 'focal', 'start'),
  does('action', 'deputy', 'complete-part'),
  does('action', 'focal', 'complete-part', { part: 'b' }),
];
const asked = [does('action', 'focal', 'request-extension')];
const assigns = (owner: Person, deputy: Person): Ask => ({
  ...{ kind: 'assign', item: 'action', by: 'registrar', owner, deputy },
});
/** Approvers have answered for it for a while. */
const reassigned = [assigns('approver', 'second'), assigns('focal', 'deputy')];
const standIns = [
  lends('focal', 'stranger', 'owner'),
  lends('approver', 'deputy', 'approver'),
  lends('second', 'focal', 'approver'),
  lends('entity', 'coordinator', 'clearance/entity'),
  lends('both', 'stranger', 'clearance/coordinator'),
  lends('registrar', 'stranger', 'registrar'),
];

/** How far things have come when a walk begins: what would take long to come about by chance. */
export const preludes: fc.Arbitrary<readonly Ask[]> = fc
  .tuple(
    fc.constantFrom<readonly (readonly Ask[])[]>([], [standIns]),
    fc.constantFrom<readonly Ask[]>([], reviewed, objected, clearedForAnother, cleared, endorsed, issued),
    fc.constantFrom<readonly Ask[]>([], reassigned),
    fc.constantFrom<readonly Ask[]>([], asked, ready, [...ready, does('action', 'deputy', 'complete')]),
  )
  .map(([lent, framework, before, action]) => [...lent.flat(), ...framework, ...before, ...action]);
