import type { Command } from 'commander';
import type { ParkedStream, ViewStatus } from '#projections';
import type { Terminal } from '../terminal.js';
import { table } from '../text/table.js';
import { type CommonOptions, clientFor, print, serverVerb } from '../verb.js';

interface Asked {
  readonly asked: readonly string[];
}

/** `actum views`: how far each is; `actum views rebuild NAME`: fills one anew beside the one that is read. */
export const viewsVerb = (terminal: Terminal): Command =>
  serverVerb('views', 'say how far the views are behind the ledger, or rebuild one; for administrators', [
    'actum views --as admin',
    'actum views rebuild status_table --as admin',
  ])
    .argument('[rebuild]', 'the word "rebuild"')
    .argument('[name]', 'the view')
    .action(async (word: string | undefined, name: string | undefined, options: CommonOptions) => {
      const client = clientFor(terminal, options);
      if (word === 'rebuild' && name !== undefined) {
        const asked = await client.post<Asked>(`/v1/views/${encodeURIComponent(name)}/rebuild`, {});
        print(terminal, options, asked, () => `${name} is being rebuilt; "actum views" says how far it is.`);
        return;
      }
      const { views } = await client.get<{ readonly views: readonly ViewStatus[] }>('/v1/views');
      print(terminal, options, views, () => viewsText(views, terminal.width));
    });

/** `actum parked`: what the views leave out; `actum parked retry`: folds it again. */
export const parkedVerb = (terminal: Terminal): Command =>
  serverVerb('parked', 'list streams that a view could not fold, or try them again; for administrators', [
    'actum parked --as admin',
    'actum parked retry --as admin',
  ])
    .argument('[retry]', 'the word "retry"')
    .action(async (word: string | undefined, options: CommonOptions) => {
      const client = clientFor(terminal, options);
      if (word === 'retry') {
        const asked = await client.post<Asked>('/v1/parked/retry', {});
        print(terminal, options, asked, () => retriedText(asked.asked));
        return;
      }
      const { parked } = await client.get<{ readonly parked: readonly ParkedStream[] }>('/v1/parked');
      print(terminal, options, parked, () => parkedText(parked, terminal.width));
    });

const NOTHING_PARKED = 'Nothing is parked.';

function retriedText(views: readonly string[]): string {
  if (views.length === 0) return NOTHING_PARKED;
  return `Being rebuilt, beside what is read meanwhile: ${views.join(', ')}.
"actum views" says how far that is; what still cannot be folded is parked again.`;
}

/** What is left out, and what to do about it. */
function parkedText(parked: readonly ParkedStream[], width: number): string {
  if (parked.length === 0) return NOTHING_PARKED;
  const rows = table(
    ['view', 'stream', 'version', 'event', 'reason'].map((title) => ({ title })),
    parked.map(({ view, stream, version, type, reason }) => [view, stream, String(version), type, reason]),
    width,
  );
  return `${rows}

These views leave out what came on these streams from that version on, and show all else. The record has everything.
Once the cause is mended, "actum parked retry" folds them again.`;
}

function viewsText(views: readonly ViewStatus[], width: number): string {
  return table(
    ['view', 'position', 'behind', 'seconds behind', 'parked', 'rebuild'].map((title) => ({ title })),
    views.map(({ view, position, behind, secondsBehind, parked, rebuild }) => [
      view,
      String(position),
      String(behind),
      secondsBehind.toFixed(1),
      String(parked),
      rebuild === null ? '–' : `at ${rebuild.position}${leftText(rebuild.secondsLeft)}`,
    ]),
    width,
  );
}

const leftText = (seconds: number | null): string =>
  seconds === null ? '' : `, about ${Math.ceil(seconds)} s left`;
