/** From where a transition is possible, and where it leads, as the lifecycle's tables say: written out by hand. */
export interface Row {
  readonly from: readonly string[] | 'any';
  /** Absent: the state stays; `origin`: back to where it came from. */
  readonly to?: string;
}

const open = ['agreed', 'planned', 'ongoing'];

export const actionTable: Readonly<Record<string, Row>> = {
  'plan-start': { from: ['agreed', 'planned'], to: 'planned' },
  'link-prerequisite': { from: ['agreed', 'planned'] },
  'remove-prerequisite': { from: ['agreed', 'planned'] },
  start: { from: ['agreed', 'planned'], to: 'ongoing' },
  'report-progress': { from: 'any' },
  'attach-evidence': { from: 'any' },
  'complete-part': { from: ['ongoing'] },
  'deliver-and-continue': { from: ['agreed', 'ongoing'], to: 'completed_ongoing' },
  complete: { from: ['agreed', 'ongoing', 'completed_ongoing'], to: 'completed' },
  'request-extension': { from: open },
  'extend-due': { from: open },
  'decline-extension': { from: open },
  discontinue: { from: [...open, 'completed_ongoing'], to: 'discontinued' },
  reopen: { from: ['completed', 'discontinued'], to: 'ongoing' },
};

export const frameworkTable: Readonly<Record<string, Row>> = {
  'put-into-use': { from: ['draft'], to: 'provisional' },
  'open-review': { from: ['provisional'], to: 'under_review' },
  'add-chapter': { from: ['draft', 'under_review'] },
  finalize: { from: ['draft', 'under_review'], to: 'finalized' },
  'return-to-drafting': { from: ['finalized'], to: 'origin' },
  clear: { from: ['finalized'] },
  object: { from: ['finalized'] },
  endorse: { from: ['finalized'], to: 'endorsed' },
  issue: { from: ['endorsed'], to: 'issued' },
  'withdraw-endorsement': { from: ['endorsed', 'issued'], to: 'finalized' },
  supersede: { from: ['issued'], to: 'superseded' },
  abandon: { from: ['draft'], to: 'withdrawn' },
};

export const isPossibleFrom = ({ from }: Row, state: string): boolean =>
  from === 'any' || from.includes(state);
