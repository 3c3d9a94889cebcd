import {
  type DirectoryContext,
  groundsIn,
  judgeText,
  mayRegister,
  type OnRecordFields,
  registrarFor,
  unless,
} from '../directory/directory-rules.js';
import type { PaperEvent } from '../events/index.js';
import { nearest } from '../nearest.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import type { PaperState } from './paper-state.js';

export interface PublishCorrigendumCommand extends OnRecordFields {
  readonly text: string;
  /** "GB.340/INS/6(Corr.1)" */
  readonly number?: string;
  /** The number of the row that it corrects. */
  readonly row?: string;
}

/** Says what is wrong with a published paper, beside it: the paper itself stays as it is. */
export function publishCorrigendum(
  state: PaperState,
  command: PublishCorrigendumCommand,
  context: Pick<DirectoryContext, 'actor'>,
): Decision<PaperEvent> {
  const { text, number, row } = command;
  const refusals: Refusal[] = [...mayRegister(context), ...judgeText(text, 'text')];
  if (row !== undefined && !state.rows.includes(row)) {
    const near = nearest(row, state.rows);
    const hint = near === null ? '' : ` Did you mean ${quoted(near)}?`;
    const message = `${state.number} has no row ${quoted(row)}.${hint}`;
    refusals.push(refuse('PAPER.UNKNOWN_ROW', message, { row, rows: state.rows }, 'row'));
  }
  if (number !== undefined && (number === state.number || state.corrigenda.includes(number))) {
    const message = `${quoted(number)} is published already; a corrigendum takes a number of its own, or none.`;
    refusals.push(refuse('PAPER.EXISTS', message, { number }, 'number'));
  }
  return unless<PaperEvent>(refusals, {
    type: 'CorrigendumPublished',
    data: {
      ...(number === undefined ? {} : { number }),
      text,
      ...(row === undefined ? {} : { row }),
      ...groundsIn(command),
      ...registrarFor(context),
    },
  });
}
