import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { foldItem, type ItemEvent, parseEffectiveOn, type Recorded } from '#domain';
import type { ItemDetail } from '#projections';
import { HttpCaller } from '../e2e/harness/http-caller.js';
import { type RunningActum, removeFolder, startActum } from '../e2e/harness/running-actum.js';
import { pidOf, type Victim } from './processes.js';

interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly streamversion: number;
  readonly actor: string;
  readonly commandid: string;
  readonly correlationid: string;
  readonly decidedby?: string;
  readonly effectiveon: string;
  readonly data: ItemEvent['data'] & Readonly<Record<string, unknown>>;
}

const kills = 21;
const victims: readonly Victim[] = ['api', 'worker', 'postgres'];
const writers = ['focal-2', 'focal-4', 'focal-8', 'focal-12'];

/** Commands keep coming while api, worker and Postgres are killed with SIGKILL, in turn. */
describe('kill -9', () => {
  let actum: RunningActum;
  let http: HttpCaller;
  let killing = true;
  const acknowledged = new Map<string, { readonly item: string; readonly text: string }>();

  beforeAll(async () => {
    actum = await startActum();
    http = new HttpCaller(actum.url);
    const tokens = await Promise.all(writers.map((person) => http.signIn(person)));
    const work = writers.map((person, index) =>
      keepReporting(person.slice('focal-'.length), tokens[index] ?? ''),
    );
    for (let kill = 0; kill < kills; kill++) {
      // The reminders of a later day fall due in the middle of it.
      if (kill === 10) await advanceClock('2020-11-05');
      await killOne(victims[kill % victims.length] ?? 'api');
    }
    killing = false;
    await Promise.all(work);
    await advanceClock('2020-11-06');
  }, 600_000);
  afterAll(async () => {
    killing = false;
    await actum.stop();
    await removeFolder(actum.dataFolder);
  });

  /** One command after the other; each is sent with the same key until it is answered. */
  async function keepReporting(item: string, token: string): Promise<void> {
    for (let count = 1; killing; count++) {
      const key = randomUUID();
      const text = `Report ${count} on item ${item}`;
      const answered = await untilAnswered(
        `/v1/items/${item}/transitions/report-progress`,
        { fields: { text } },
        { token, headers: { 'idempotency-key': key } },
      );
      if (answered.status === 200) acknowledged.set(key, { item, text });
      expect(answered).toMatchObject({ status: 200 });
    }
  }

  async function untilAnswered(
    path: string,
    body: unknown,
    options: { token: string; headers: Record<string, string> },
  ) {
    for (;;) {
      const answer = await http.call('POST', path, body, options).catch(() => null);
      if (answer !== null && answer.status < 500) return answer;
      await pause(25);
    }
  }

  async function advanceClock(to: string): Promise<void> {
    const token = await actum.eventually(
      () => http.signIn('admin').catch(() => null),
      (t) => t !== null,
    );
    await untilAnswered(
      '/v1/clock',
      { to },
      { token: token ?? '', headers: { 'idempotency-key': randomUUID() } },
    );
  }

  /** Waits until the victim runs (again), lets some commands through, and kills it. */
  async function killOne(victim: Victim): Promise<void> {
    const supervisor = actum.supervisor.pid ?? 0;
    const pid = await actum.eventually(
      async () => pidOf(supervisor, victim),
      (found) => found !== null,
    );
    const before = acknowledged.size;
    await actum.eventually(
      async () => acknowledged.size,
      (size) => size >= before + 3,
    );
    if (pid !== null) process.kill(pid, 'SIGKILL');
    await actum.eventually(
      async () => pidOf(supervisor, victim),
      (found) => found !== null && found !== pid,
    );
  }

  async function allEvents(): Promise<readonly CloudEvent[]> {
    const events: CloudEvent[] = [];
    for (;;) {
      const page = await http.get<readonly CloudEvent[]>(`/v1/events?after=${events.length}&limit=1000`);
      events.push(...page);
      if (page.length < 1000) return events;
    }
  }

  test('every acknowledged command is there, once', async () => {
    const counts = new Map<string, number>();
    for (const { commandid } of await allEvents()) counts.set(commandid, (counts.get(commandid) ?? 0) + 1);
    expect(acknowledged.size).toBeGreaterThan(kills * 3);
    expect([...acknowledged.keys()].filter((key) => counts.get(key) !== 1)).toEqual([]);
  });

  test('positions have no gap, and every entry verifies', async () => {
    const events = await allEvents();
    expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, index) => index + 1));
    expect(await actum.actum('verify')).toMatchObject({ code: 0 });
  });

  test('the views equal a fold of the ledger', async () => {
    const events = await allEvents();
    const streams = groupByStream(events);
    const items = [...streams].filter(([stream]) => stream.startsWith('item:'));
    expect(items.length).toBeGreaterThanOrEqual(14);
    for (const [stream, own] of items) {
      const folded = foldItem(own.map(recorded));
      const item = stream.slice('item:'.length);
      const seen = await http.get<ItemDetail>(`/v1/items/${item}?waitFor=${events.length}`);
      expect({
        item,
        version: seen.version,
        state: seen.state,
        progress: seen.progress,
        evidence: seen.evidence,
      }).toEqual({
        item,
        version: folded?.version,
        state: folded?.state,
        progress: folded?.progress,
        evidence: folded?.evidence,
      });
    }
  });

  test('no reminder is lost or doubled', async () => {
    const messages = () =>
      actum.json<
        readonly {
          id: string;
          person: string;
          status: string;
          messageId: string;
          dueOn: string;
          lines: readonly { item: string; rung: string }[];
        }[]
      >('outbox', '--as', 'admin');
    const settled = await actum.eventually(messages, (all) => {
      const sent = all.filter(({ status }) => status === 'sent');
      return (
        all.length === sent.length &&
        new Set(sent.filter(({ dueOn }) => dueOn > '2020-09-30').map(({ person }) => person)).size >= 7
      );
    });
    const keys = settled.flatMap(({ person, lines }) =>
      lines.map(({ item, rung }) => `${person} ${item} ${rung}`),
    );
    expect(keys.length).toBe(new Set(keys).size);
    const sentEvents = (await allEvents()).filter(({ type }) => type === 'actum.ReminderSent');
    expect(
      sentEvents
        .map(
          ({ data, subject }) =>
            `${String(data.person)} ${subject.slice('reminders:'.length)} ${String(data.rung)}`,
        )
        .sort(),
    ).toEqual([...keys].sort());
    const files = (await readdir(join(actum.dataFolder, 'outbox'))).filter((name) => name.endsWith('.eml'));
    expect(files.length).toBe(settled.length);
  });
});

function groupByStream(events: readonly CloudEvent[]): Map<string, CloudEvent[]> {
  const streams = new Map<string, CloudEvent[]>();
  for (const event of events) streams.set(event.subject, [...(streams.get(event.subject) ?? []), event]);
  return streams;
}

/** An entry as the fold takes it; only streams of items are folded here. */
function recorded(event: CloudEvent): Recorded<ItemEvent> {
  const parsed = parseEffectiveOn(event.effectiveon);
  if (!parsed.ok) throw new Error(`entry ${event.id} is effective on “${event.effectiveon}”`);
  return {
    type: event.type.slice('actum.'.length),
    data: event.data,
    ledger: 'main',
    position: Number(event.id),
    stream: event.subject,
    version: event.streamversion,
    schemaVersion: 1,
    recordedAt: event.time,
    effectiveOn: parsed.effectiveOn,
    decidedBy: event.decidedby ?? null,
    actor: event.actor,
    commandId: event.commandid,
    correlationId: event.correlationid,
    causationId: null,
  } as Recorded<ItemEvent>;
}
