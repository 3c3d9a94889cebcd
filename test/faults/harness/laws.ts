import type { Told } from './consumer.js';
import type { Account } from './play.js';

export type Law =
  | 'what is acknowledged is on record'
  | 'nothing is on record twice'
  | 'what is refused is not on record'
  | 'positions and versions have no gap'
  | 'a consumer misses nothing'
  | 'a consumer is given nothing twice'
  | 'a consumer has the log byte for byte'
  | 'a consumer never stalls'
  | 'appends go on at once'
  | 'views equal a fold of the log';

/** What was promised and not kept, with examples: empty where all was. */
export type Broken = { readonly [law in Law]?: readonly string[] };

export interface Bounds {
  /** How long a command of these writers may take at most, in ms. */
  readonly prompt?: { readonly writer: (writer: number) => boolean; readonly withinMs: number };
}

export function brokenLaws(account: Account, bounds: Bounds = {}): Broken {
  const broken = new Map<Law, string[]>();
  const note = (law: Law, example: string) => {
    const examples = broken.get(law) ?? [];
    broken.set(law, examples);
    if (examples.length < 5) examples.push(example);
  };
  judgeRecord(account, note);
  for (const told of account.told) judgeConsumer(told, account, note);
  for (const { writer, began, ended } of account.book.waits) {
    const { prompt } = bounds;
    if (prompt?.writer(writer) === true && ended - began > prompt.withinMs)
      note('appends go on at once', `writer ${writer} waited for ${Math.round(ended - began)} ms`);
  }
  return Object.fromEntries(broken);
}

type Note = (law: Law, example: string) => void;

function judgeRecord({ book, log }: Account, note: Note): void {
  const counts = new Map<string, number>();
  for (const { text } of log) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const text of book.acknowledged.keys())
    if (!counts.has(text)) note('what is acknowledged is on record', text);
  for (const [text, count] of counts) if (count > 1) note('nothing is on record twice', text);
  for (const text of book.refused) if (counts.has(text)) note('what is refused is not on record', text);
  const versions = new Map<string, number>();
  for (const [index, { position, stream, version }] of log.entries()) {
    const next = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, next);
    if (position !== index + 1 || version !== next)
      note('positions and versions have no gap', `${position} ${stream} ${version}`);
  }
}

/**
 * What is missing before the last event that a consumer has was passed over; what is missing behind it,
 * or came late, is a stall. Where nothing is missing or doubled, the sequences are compared as they are.
 */
function judgeConsumer(told: Told, { book, log }: Account, note: Note): void {
  const { name, lines, at, as, takes, withinMs } = told;
  const wanted = log.filter(takes);
  const reached = Math.max(0, ...at.keys());
  let missing = false;
  for (const entry of wanted) {
    const came = at.get(entry.position);
    const acknowledged = entry.text === null ? undefined : book.acknowledged.get(entry.text);
    if (came === undefined) {
      missing = true;
      const law = entry.position < reached ? 'a consumer misses nothing' : 'a consumer never stalls';
      note(law, `${name}: position ${entry.position}`);
    } else if (acknowledged !== undefined && came - acknowledged > withinMs)
      note(
        'a consumer never stalls',
        `${name}: ${entry.position} after ${Math.round(came - acknowledged)} ms`,
      );
  }
  const had = new Set<string>();
  const twice = lines.filter((line) => had.has(line) || !had.add(line));
  for (const line of twice) note('a consumer is given nothing twice', `${name}: ${line}`);
  if (missing || twice.length > 0) return;
  const other = firstDifference(lines, wanted.map(as));
  if (other !== null) note('a consumer has the log byte for byte', `${name}: ${other}`);
}

function firstDifference(lines: readonly string[], log: readonly string[]): string | null {
  for (let index = 0; index < Math.max(lines.length, log.length); index++) {
    if (lines[index] !== log[index]) return `has ${lines[index]}, where the log has ${log[index]}`;
  }
  return null;
}
