import 'reflect-metadata';
import type { CommandBus, ICommand } from '@nestjs/cqrs';
import type pg from 'pg';
import { AdvanceItem, type CommandAnswer } from '#application';
import type { Ledger } from '#ledger';
import { type ReactionRule, ReactionRunner } from '#reactions';
import { progress, requestOf } from '#testing';
import { asking, Consumer } from '../harness/consumer.js';
import { type Entry, toldEvent } from '../harness/entry.js';

export const HEARD = 'item:heard';

/** A share of the items, as each reaction is a command of its own, one after another. */
const causes = ({ stream }: Pick<Entry, 'stream'>): boolean => /^item:[01]$/.test(stream);

const repeats: ReactionRule = {
  name: 'repeats',
  on: async (cause) =>
    causes(cause)
      ? [{ target: 'heard', transition: 'report-progress', fields: { text: toldEvent(cause) } }]
      : [],
};

/**
 * The product's runner of reactions, over a rule that repeats each event on a stream of its own. What it
 * was given is what it has put on record, in order: once each, whatever died in between.
 */
export const runnersOfReactions = (
  parts: readonly { readonly pool: pg.Pool; readonly ledger: Ledger }[],
): readonly ReactionRunner[] =>
  parts.map(
    ({ pool, ledger }) => new ReactionRunner({ pool, ledger, commands: busOf(ledger), rules: [repeats] }),
  );

/** What the reactions have repeated so far, whoever runs them. */
export const heard = (
  pool: pg.Pool,
  ledger: string,
  withinMs: number,
  runners: readonly ReactionRunner[] = [],
): Consumer => {
  const rows = asking(async (_last, count) => {
    const { rows } = await pool.query<{ text: string }>(
      `select convert_from(data, 'UTF8')::jsonb ->> 'text' as text from ledger.event
       where ledger = $1 and stream = $2 and version > $3 order by version`,
      [ledger, HEARD, count],
    );
    return rows.map(({ text }) => ({ position: Number(text.split(' ', 1)[0]), text }));
  });
  return new Consumer({ name: 'the reactions', takes: causes, withinMs }, async function* (signal) {
    const running = runners.map((runner) => runner.follow(signal));
    yield* rows(signal);
    await Promise.all(running);
  });
};

/** Puts what a command says on record, as a handler does: under the command's id, on the version that it sees. */
function busOf(ledger: Ledger): Pick<CommandBus, 'execute'> {
  let expectedVersion = 0;
  const answer = async ({ meta, payload }: AdvanceItem): Promise<CommandAnswer> => {
    for (;;) {
      const events = [progress(String(payload.fields?.text))] as const;
      const { commandId, causationId = null } = meta;
      const writes = [{ stream: HEARD, expectedVersion, events }] as const;
      const request = requestOf(ledger, writes, { commandId, causationId });
      const verdict = await ledger.append(request);
      if (verdict.verdict === 'appended') expectedVersion += 1;
      if (verdict.verdict === 'conflict') {
        expectedVersion = (await ledger.readStream(HEARD)).length;
        continue;
      }
      if (verdict.verdict === 'command-id-reused') return { outcome: 'command-id-reused' };
      return accepted(verdict.verdict === 'repeated', verdict.lastPosition, verdict.recordedAt);
    }
  };
  return {
    execute: async <Answer>(command: ICommand): Promise<Answer> => {
      if (!(command instanceof AdvanceItem)) throw new Error('Reactions advance items.');
      return (await answer(command)) as Answer;
    },
  };
}

const accepted = (repeated: boolean, position: number, recordedAt: string): CommandAnswer => ({
  ...{ outcome: 'accepted', repeated, stream: HEARD, version: 0, position, recordedAt, events: [] },
});
