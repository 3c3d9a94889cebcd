import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { AskCommand, nothingYet } from '../model/ask.command.js';
import { asks, isBlind } from '../model/asks.js';
import { type Audited, faultsIn } from '../model/audit.js';
import { DirectoryModel } from '../model/directory.model.js';
import { closeConnections, HttpOffice } from '../model/http-office.js';
import { preludes } from '../model/preludes.js';
import { actionTable, frameworkTable } from '../model/tables.js';
import { newWorld } from '../model/world.js';
import { RunningApi } from './harness/running-api.js';

const commands = 10_000;
/** Offices that work side by side, each with its own people and items; their commands meet in one ledger. */
const offices = 6;
const seed = 1945;

describe('an action item and a framework revision, by what their tables say', () => {
  let api: RunningApi;
  let administrator = '';
  beforeAll(async () => {
    api = await RunningApi.start({ worker: false });
    await api.http.post('/v1/ledger', {
      ...{ origin: 'model.actum.example', clock: 'simulated', at: '2025-10-05' },
      administrators: [{ id: 'admin', name: 'Administrator' }],
    });
    administrator = await api.http.signIn('admin');
    const as = { token: administrator };
    for (const type of ['action-item', 'framework-revision']) {
      const file = `packs/un-reform/types/${type}.yaml`;
      await api.http.post('/v1/types', { source: await readFile(file, 'utf8'), file }, as);
    }
    for (const id of ['governing-body', 'unsdg-principals'])
      await api.http.post('/v1/bodies', { id, name: id }, as);
    await api.http.post('/v1/people', { id: 'opener', name: 'Opener' }, as);
    await api.http.post('/v1/people/opener/roles', { role: 'registrar', from: '2001-01-01' }, as);
  }, 120_000);
  afterAll(async () => {
    await closeConnections();
    await api?.stop();
  });

  test(`${commands} commands over HTTP: what the models accept, no other; one winner in each race`, async () => {
    const registrar = await api.http.signIn('opener');
    const tally = nothingYet();
    const opened: { readonly item: string; readonly kind: 'action' | 'framework' }[] = [];

    /** One office after the other of its own walks, while the others walk theirs. */
    async function work(number: number): Promise<void> {
      const office = await HttpOffice.open(api.url, administrator, `o${number}`);
      const directory = new DirectoryModel();
      const walks = fc.commands(
        asks.map((one) => fc.tuple(one, isBlind).map(([ask, blind]) => new AskCommand(ask, tally, blind))),
        { maxCommands: 80, size: 'max' },
      );
      const property = fc.asyncProperty(preludes, walks, async (prelude, walk) => {
        const [action, framework] = await office.begin(registrar);
        opened.push({ item: action, kind: 'action' }, { item: framework, kind: 'framework' });
        directory.forgetItems();
        const world = newWorld(directory);
        for (const ask of prelude) await new AskCommand(ask, tally, true).run(world, office);
        await fc.asyncModelRun(() => ({ model: world, real: office }), walk);
      });
      for (let round = 0; tally.asked < commands; round++)
        await fc.assert(property, { numRuns: 10, seed: seed + 1000 * number + round, endOnFailure: true });
    }

    await Promise.all(Array.from({ length: offices }, (_, number) => work(number)));
    expect(tally.asked).toBeGreaterThanOrEqual(commands);
    const steps = [...Object.keys(actionTable), ...Object.keys(frameworkTable)];
    expect(steps.filter((one) => !tally.taken.has(one))).toEqual([]);
    expect(tally.won).toBeGreaterThan(100);

    const histories = await readHistories();
    for (const { item, kind } of opened)
      expect({ item, faults: faultsIn(histories.get(`item:${item}`) ?? [], kind) }).toEqual({
        item,
        faults: [],
      });
    expect(histories.size).toBeGreaterThan(opened.length);
  }, 300_000);

  /** What the ledger holds, stream by stream, as the API hands it out. */
  async function readHistories(): Promise<ReadonlyMap<string, readonly Audited[]>> {
    const histories = new Map<string, Audited[]>();
    for (let after = 0; ; ) {
      const events = await api.http.get<
        readonly { id: string; subject: string; type: string; actor: string; data: Audited['data'] }[]
      >(`/v1/events?after=${after}&limit=1000`);
      for (const { id, subject, type, actor, data } of events) {
        const history = histories.get(subject) ?? [];
        history.push({ type: type.slice('actum.'.length), actor, data });
        histories.set(subject, history);
        after = Number(id);
      }
      if (events.length === 0) return histories;
    }
  }
});
