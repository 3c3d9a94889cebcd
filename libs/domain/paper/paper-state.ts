import { idIn } from '../directory/directory-rules.js';
import type { Day } from '../due/due-form.js';
import type { PaperEvent, Recorded } from '../events/index.js';

/** A published paper, as far as a later command looks at it. */
export interface PaperState {
  readonly paper: string;
  readonly number: string;
  readonly plan: string;
  readonly asOf: Day;
  /** The numbers of its rows. */
  readonly rows: readonly string[];
  /** The numbers of its corrigenda that have one. */
  readonly corrigenda: readonly string[];
  readonly version: number;
}

/** @throws Error where the stream does not begin with `PaperPublished`, which append does not let happen */
export function evolvePaper(state: PaperState | null, event: Recorded<PaperEvent>): PaperState {
  const { version } = event;
  if (event.type === 'PaperPublished') {
    const { number, plan, asOf, components } = event.data.content;
    const rows = components.flatMap((component) => component.rows.map((row) => row.number));
    return { paper: idIn(event.stream), number, plan, asOf, rows, corrigenda: [], version };
  }
  if (state === null) throw new Error(`The stream ${event.stream} begins with ${event.type}.`);
  const { number } = event.data;
  const corrigenda = number === undefined ? state.corrigenda : [...state.corrigenda, number];
  return { ...state, corrigenda, version };
}

export const foldPaper = (events: readonly Recorded<PaperEvent>[]): PaperState | null =>
  events.reduce<PaperState | null>(evolvePaper, null);
