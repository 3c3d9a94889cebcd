import type { ItemText } from '#projections';
import { labelled } from './lines.js';
import { wrap } from './wrap.js';

const marks = { same: '  ', added: '+ ', removed: '- ' } as const;

/** A text part by part; beside an earlier one, with what was added and removed. */
export function itemTextText(
  { present, since, changes, sentence, version }: ItemText,
  width: number,
): string {
  const parts = [...new Set(changes.map(({ part }) => part))];
  const compared = since !== null || changes.some(({ kind }) => kind !== 'same');
  const body = parts.map((part) => {
    const lines = changes.filter((change) => change.part === part);
    return [
      ...wrap(part, width),
      ...lines.flatMap(({ kind, text }) =>
        wrap(text, width - 2).map((line) => `${compared ? marks[kind] : '  '}${line}`),
      ),
    ].join('\n');
  });
  const head = labelled(
    [
      ['text digest', present.digest ?? 'none yet: it is not fixed'],
      ['since', since === null ? null : `${since.digest}, fixed ${since.on}`],
      ['version', String(version)],
    ],
    width,
  );
  return [head, ...(sentence === null ? [] : [wrap(sentence, width).join('\n')]), ...body].join('\n\n');
}
