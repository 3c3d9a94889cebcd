import fc from 'fast-check';
import type { PersonEvent, Recorded } from '#domain';
import { folding } from './folding.js';

/** Where each event stands, by everything that was told again since. */
interface Told {
  readonly positions: readonly number[];
}

type Event = Recorded<PersonEvent>;

const evolve = (state: Told | null, { position }: Event): Told => ({
  positions: [...(state?.positions ?? []), position],
});
const retells = ({ type }: Event): boolean => type === 'RoleEnded';
/** An end of a role strikes out the event before it. */
const whole = (events: readonly Event[]): Told | null =>
  events
    .filter((_, index) => events[index + 1] === undefined || !retells(events[index + 1] as Event))
    .reduce<Told | null>(evolve, null);

const event = (version: number, position: number, type: 'RoleGiven' | 'RoleEnded'): Event =>
  ({ ledger: 'main', stream: 'person:ada', version, position, type, data: {} }) as unknown as Event;

const someDeeds = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant('send' as const) },
    { weight: 5, arbitrary: fc.constant('settle' as const) },
    { weight: 1, arbitrary: fc.constantFrom('retell' as const, 'reload' as const) },
  ),
  { maxLength: 60 },
);

it('comes to what a fold from the first event on comes to, whatever settles, is dropped or told again meanwhile', () => {
  fc.assert(
    fc.property(someDeeds, (deeds) => {
      const fold = folding<PersonEvent, Told>(evolve, whole, retells);
      let settled: readonly Event[] = [];
      let underWay: readonly Event[] = [];
      let made = Number.MAX_SAFE_INTEGER;
      for (const deed of deeds) {
        const version = settled.length + underWay.length + 1;
        if (deed === 'send') underWay = [...underWay, event(version, made--, 'RoleGiven')];
        if (deed === 'retell') underWay = [...underWay, event(version, made--, 'RoleEnded')];
        if (deed === 'settle' && underWay[0] !== undefined) {
          settled = [...settled, { ...underWay[0], position: settled.length + 1 }];
          underWay = underWay.slice(1);
        }
        if (deed === 'reload') [settled, underWay] = [settled.map((one) => ({ ...one })), []];
        const events = [...settled, ...underWay];
        expect(fold(events)).toEqual(whole(events));
      }
    }),
    { numRuns: 300 },
  );
});

it('takes each event once, and what was under way once more when it stands', () => {
  let taken = 0;
  const fold = folding<PersonEvent, Told>((state, one) => {
    taken += 1;
    return evolve(state, one);
  }, whole);
  let settled: readonly Event[] = [event(1, 1, 'RoleGiven')];
  fold(settled);
  for (let version = 2; version <= 2_000; version++) {
    const sent = event(version, Number.MAX_SAFE_INTEGER - version, 'RoleGiven');
    fold([...settled, sent]);
    settled = [...settled, { ...sent, position: version }];
    expect(fold(settled)?.positions).toHaveLength(version);
  }
  expect(taken).toBe(2 * 1_999);
});

it('is told from the first event on where one tells the others again', () => {
  const fold = folding<PersonEvent, Told>(evolve, whole, retells);
  const given = [event(1, 1, 'RoleGiven'), event(2, 2, 'RoleGiven')];
  expect(fold(given)).toEqual({ positions: [1, 2] });
  expect(fold([...given, event(3, 3, 'RoleEnded')])).toEqual({ positions: [1, 3] });
});
