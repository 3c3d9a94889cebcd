import type { ItemHistory, ItemSummary, Paper } from '#projections';
import { readAppendix } from './appendix.js';
import { HttpCaller } from './harness/http-caller.js';
import { type RunningActum, removeFolder, startActum } from './harness/running-actum.js';

interface OutboxMessage {
  readonly person: string;
  readonly status: string;
  readonly messageId: string;
  readonly lines: readonly {
    readonly item: string;
    readonly number: string | null;
    readonly because: string;
  }[];
}

const plan = 'office-plan-2019-20';

/** The whole program on the embedded default, and its terminal: what a person on a bare machine sees. */
describe('the plan of action of GB.340/INS/6', () => {
  let actum: RunningActum;
  beforeAll(async () => {
    actum = await startActum();
  });
  afterAll(async () => {
    await actum.stop();
    await removeFolder(actum.dataFolder);
  });

  const paper = (...more: readonly string[]): Promise<Paper> =>
    actum.json('paper', plan, '--format', 'json', ...more);
  const messages = async (): Promise<readonly OutboxMessage[]> => actum.json('outbox', '--as', 'admin');

  describe('as the paper prints it', () => {
    test('rows 1–4: the appendix, to the letter, on 30 September 2020', async () => {
      const { components } = await paper('--as-of', '2020-09-30');
      expect(components).toEqual(readAppendix());
    });

    test('as text it reads like the appendix', async () => {
      const { stdout, code } = await actum.actum('paper', plan, '--as-of', '2020-09-30', '--format', 'text');
      const flat = stdout.replace(/\s+/g, ' ');
      expect(code).toBe(0);
      for (const { title } of readAppendix()) expect(flat).toContain(title);
      expect(flat).toContain('By mid-2020');
      expect(flat).toContain('Completed/ongoing');
      expect(flat.toLowerCase()).toContain('illustrative');
      expect(flat.toLowerCase()).toContain('simulated');
    });

    test('as CSV it has a row for each item', async () => {
      const { stdout } = await actum.actum('paper', plan, '--as-of', '2020-09-30', '--format', 'csv');
      expect(stdout).toContain('Starting 2020 following the revision and UNSDG endorsement');
      expect(stdout.startsWith('\uFEFF')).toBe(true);
    });

    test('on 31 March 2019: twelve items, none with a status', async () => {
      const rows = (await paper('--as-of', '2019-03-31')).components.flatMap((component) => component.rows);
      expect(rows.map(({ number, status }) => [number, status])).toEqual(
        Array.from({ length: 12 }, (_, index) => [String(index + 1), null]),
      );
    });

    test('before it was endorsed there is no plan', async () => {
      const rows = (await paper('--as-of', '2019-03-01')).components.flatMap((component) => component.rows);
      expect(rows).toEqual([]);
    });

    test('as on record when only item 10 had been completed', async () => {
      const rows = (await paper('--as-of', '2020-09-30', '--known-at', '2020-01-01')).components.flatMap(
        (c) => c.rows,
      );
      expect(
        rows.filter(({ status }) => status !== null).map(({ number, status }) => [number, status]),
      ).toEqual([['10', 'Completed']]);
    });

    test('in 2021, with nothing new on record: not started', async () => {
      const rows = (await paper('--as-of', '2021-01-01')).components.flatMap((component) => component.rows);
      const statuses = Object.fromEntries(rows.map(({ number, status }) => [number, status]));
      expect(statuses).toMatchObject({
        6: 'Not started',
        7: 'Not started',
        11: 'Not started; to start following the revision and UNSDG endorsement of the Management and Accountability Framework',
      });
    });
  });

  test('row 5: overdue on 30 September 2020', async () => {
    const overdue = await actum.json<readonly ItemSummary[]>('items', '--overdue', '--as-of', '2020-09-30');
    expect(overdue.map(({ number }) => number)).toEqual(['4', '6', '7', '8', '9', '11', '12']);
    expect(overdue.find(({ number }) => number === '11')?.blockedBy).toEqual(['maf']);
    expect(overdue.filter(({ blockedBy }) => blockedBy.length > 0)).toHaveLength(1);
  });

  test('row 6: starts planned after the due date', async () => {
    const rows = await actum.json<readonly ItemSummary[]>('items', '--as-of', '2020-09-30');
    const standing = rows.flatMap(({ number, start }) =>
      start === null ? [] : [[number, start.outlook, start.standing]],
    );
    expect(standing).toEqual([
      ['6', 'will-miss', 'missed'],
      ['7', 'may-miss', 'missed'],
      ['11', 'will-miss', 'missed'],
    ]);
  });

  test('row 7: done “in 2019”, due by end March: nobody can say whether on time', async () => {
    const ten = await actum.json<ItemSummary>('show', '10');
    expect(ten).toMatchObject({ status: 'Completed', timeliness: 'unknown' });
  });

  test('loading the pack again changes nothing', async () => {
    const http = new HttpCaller(actum.url);
    // Reminders go out on their own account meanwhile.
    const commanded = async () =>
      (await http.get<readonly { actor: string }[]>('/v1/events?limit=1000')).filter(
        ({ actor }) => actor !== 'system:reminders',
      );
    const before = await commanded();
    expect((await actum.actum('load', 'packs/un-reform')).code).toBe(0);
    expect(await commanded()).toEqual(before);
  });

  test('row 5: the reminders of 30 September 2020, one message a person, and no second one', async () => {
    const due = await actum.eventually(
      messages,
      (sent) => sent.filter(({ status }) => status === 'sent').length >= 7,
    );
    const told = due.map(({ person, lines }) => [person, lines.map(({ number }) => number)] as const).sort();
    expect(told).toEqual(
      [
        ['focal-12', ['12']],
        ['focal-4', ['4']],
        ['focal-6', ['6']],
        ['focal-7', ['7']],
        ['focal-8', ['8']],
        ['focal-9', ['9']],
        ['liaison-dco', ['11']],
      ].sort(),
    );
    expect(due.find(({ person }) => person === 'liaison-dco')?.lines[0]?.because).toBe('prerequisite-owner');
    expect(new Set(due.map(({ messageId }) => messageId)).size).toBe(7);
  });

  describe('row 8: item 11 waits for the Framework', () => {
    const start = () => actum.actum('advance', '11', 'start', '--as', 'focal-11');
    const endorse = (body: string) =>
      actum.actum(
        'advance',
        'maf',
        'endorse',
        '--as',
        'registrar',
        '--decided-by',
        body,
        '--decision',
        'UNSDG/2020/7',
        '--ground',
        'Principals’ meeting',
      );
    const expectUnmet = async () => {
      const { code, stderr } = await start();
      expect(code).toBe(3);
      expect(stderr).toContain('ITEM.PREREQUISITE_UNMET');
      expect(stderr).toContain('Management and Accountability Framework');
    };

    test('refused while the Framework is under review', expectUnmet);

    test('still refused after the revision is finalized', async () => {
      expect((await actum.actum('advance', 'maf', 'finalize', '--as', 'liaison-dco')).code).toBe(0);
      await expectUnmet();
    });

    test('row 17: the same person on both lines is refused', async () => {
      expect(
        (await actum.actum('sign', 'maf', '--line', 'entity', '--decision', 'clear', '--as', 'clear-entity'))
          .code,
      ).toBe(0);
      const both = await actum.actum(
        'sign',
        'maf',
        '--line',
        'resident-coordinator',
        '--decision',
        'clear',
        '--as',
        'clear-entity',
      );
      expect(both.code).toBe(3);
    });

    test('row 20: an endorsement by the Development Coordination Office is refused', async () => {
      const { code, stderr } = await endorse('development-coordination-office');
      expect(code).toBe(3);
      expect(stderr).toContain('ITEM.WRONG_BODY');
      expect(stderr).toContain('UNSDG principals');
      // Every guard that failed is named, not the first alone.
      expect(stderr).toContain('ITEM.SIGN_OFF_MISSING');
    });

    test('after both lines and the principals’ decision it can start', async () => {
      const rc = await actum.actum(
        'sign',
        'maf',
        '--line',
        'resident-coordinator',
        '--decision',
        'clear',
        '--as',
        'clear-rc',
      );
      expect(rc).toMatchObject({ code: 0 });
      expect(await endorse('unsdg-principals')).toMatchObject({ code: 0 });
      const { transitions } = await actum.json<{
        transitions: readonly { transition: string; allowed: boolean }[];
      }>('can', '11', '--as', 'focal-11');
      expect(transitions.find(({ transition }) => transition === 'start')?.allowed).toBe(true);
    });

    test('its history tells why', async () => {
      const history = await actum.eventually(
        () => actum.json<ItemHistory>('history', '11'),
        ({ entries }) => entries.some(({ label }) => label === 'PrerequisiteMet'),
      );
      const met = history.entries.find(({ label }) => label === 'PrerequisiteMet');
      expect(met?.causedBy).toMatchObject({ stream: 'item:maf', label: 'FrameworkRevisionEndorsed' });
      const endorsed = (await actum.json<ItemHistory>('history', 'maf')).entries.find(
        ({ label }) => label === 'FrameworkRevisionEndorsed',
      );
      expect(endorsed).toMatchObject({
        decidedBy: 'unsdg-principals',
        decidedByName: 'UNSDG principals',
        actor: 'registrar',
        actorName: 'Martine Favre',
        ground: 'Principals’ meeting',
        effectiveOn: { latest: '2020-09-30' },
      });
      const { stdout } = await actum.actum('history', '11');
      expect(stdout).toContain('UNSDG principals');
    });

    test('endorsed in 2020 and not begun: it prints “Starting 2020”, and it can proceed', async () => {
      const eleven = await actum.json<ItemSummary>('show', '11');
      expect(eleven).toMatchObject({ status: 'Starting 2020', blockedBy: [] });
      expect(eleven.notes.join(' ')).toContain('can proceed');
    });

    test('and starts', async () => {
      expect(await start()).toMatchObject({ code: 0 });
      expect(await actum.json<ItemSummary>('show', '11')).toMatchObject({ status: 'Ongoing' });
    });

    test('withdrawn endorsement: it stays “Ongoing”, flagged', async () => {
      const withdrawn = await actum.actum(
        'advance',
        'maf',
        'withdraw-endorsement',
        '--as',
        'registrar',
        '--decided-by',
        'unsdg-principals',
        '--reason',
        'A line had not been heard',
      );
      expect(withdrawn).toMatchObject({ code: 0 });
      const eleven = await actum.eventually(
        () => actum.json<ItemSummary>('show', '11'),
        ({ flags }) => flags.length > 0,
      );
      expect(eleven).toMatchObject({ status: 'Ongoing' });
      expect(eleven.flags[0]?.code).toBe('PREREQUISITE_WITHDRAWN');
    });
  });

  test('verify recomputes every entry, and says what that does not prove', async () => {
    const { code, stdout } = await actum.actum('verify');
    expect(code).toBe(0);
    expect(stdout.toLowerCase()).toContain('does not prove');
  });

  test('a second start finds the data again', async () => {
    const before = await paper('--as-of', '2020-09-30');
    await actum.stop();
    actum = await startActum({ dataFolder: actum.dataFolder });
    expect((await paper('--as-of', '2020-09-30')).components).toEqual(before.components);
  });
});
