import fc from 'fast-check';
import { countingDay, type Day, effectiveHistory, exactly, foldHistory, type TypeDefinition } from '#domain';
import { afterRound, beginning, roundDays, type Scenario, someHistory, tryCorrection } from '#testing';

/** What is wrong with a history, corrections applied, by the type’s own words; empty: nothing. */
function faultsIn({ events }: Scenario, definition: TypeDefinition, today: Day): readonly string[] {
  const history = effectiveHistory(events);
  const [opening] = history;
  const openedOn = opening === undefined ? today : countingDay(opening);
  let last = openedOn;
  return history.flatMap((event, index) => {
    const { data, version } = event;
    const before = foldHistory(history.slice(0, index));
    // What came with another step, and what reactions record, is no step of its own.
    if (!('via' in data) || data.via.saw === undefined || before === null) return [];
    const { transition: name, from, to } = data.via;
    const transition = definition.transitions[name];
    if (transition === undefined || transition.byReaction === true) return [];
    const day = countingDay(event);
    const faults = [
      ...(transition.from.includes(before.state) ? [] : [`${version} ${name} from ${before.state}`]),
      ...(day < openedOn ? [`${version} before the opening`] : []),
      ...(from !== to && day < last ? [`${version} ${name} on ${day}, before ${last}`] : []),
      ...(day > today ? [`${version} on ${day}, after ${today}`] : []),
    ];
    if (from !== to) last = day;
    return faults;
  });
}

describe('any history with any corrections', () => {
  it('is one that the type allows, day by day, or the correction is refused and leaves it as it was', () => {
    const seen = { corrected: 0, illegal: 0 };
    fc.assert(
      fc.property(someHistory, (random) => {
        let scenario = beginning(random);
        const { definition } = scenario.context('focal');
        for (const [round, day] of roundDays.entries()) {
          for (const move of random.rounds[round] ?? []) {
            const before = scenario.events;
            scenario = afterRound(scenario, [move], day);
            expect(scenario.events.slice(0, before.length)).toEqual(before);
            expect(faultsIn(scenario, definition, day)).toEqual([]);
            if (move.kind === 'correct' && scenario.events.length > before.length) seen.corrected += 1;
          }
        }
        const latest = exactly(roundDays.at(-1) ?? '');
        const tried = scenario.events.flatMap(({ version }) => [
          tryCorrection(scenario, 'registrar', { version, void: true }),
          tryCorrection(scenario, 'registrar', { version, effectiveOn: latest }),
        ]);
        for (const decision of tried) {
          if (decision.accepted) continue;
          for (const { code, message } of decision.refusals) {
            expect(code).toMatch(/^(ITEM|DUE)\.[A-Z_]+$/);
            expect(message).toMatch(/[.]$/);
            if (code === 'ITEM.CORRECTION_ILLEGAL') seen.illegal += 1;
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(seen.corrected).toBeGreaterThan(50);
    expect(seen.illegal).toBeGreaterThan(10);
  });
});
