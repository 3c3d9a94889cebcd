import type pg from 'pg';
import type { Ledger, NewEvent } from '#ledger';
import { deadline, followUp, followUpDigest, itemEvent, on, opened, via } from './small-plan.js';
import { appendTo, createTestLedger, eventOf } from './test-ledger.js';

/** A ledger to which events are added without counting versions by hand. */
export interface SmallPlan {
  readonly ledger: Ledger;
  /** @returns the last position */
  append(stream: string, ...events: [NewEvent, ...NewEvent[]]): Promise<number>;
  clockTo(day: string): Promise<number>;
}

/**
 * A ledger whose simulated clock stands at 2020-09-30, with the plan `plan` of two items of March 2019,
 * of which the second waits for `maf` and is planned too late; people `tester`, `olga` and `lea`.
 */
export async function foundSmallPlan(pool: pg.Pool): Promise<SmallPlan> {
  const ledger = await createTestLedger(pool, { at: '2019-03-01T00:00:00Z' });
  const versions = new Map([['ledger', 1]]);
  const append = async (stream: string, ...events: [NewEvent, ...NewEvent[]]) => {
    const version = versions.get(stream) ?? 0;
    const verdict = await appendTo(ledger, stream, version, ...events);
    if (verdict.verdict !== 'appended') throw new Error(`The append to ${stream} was not accepted.`);
    versions.set(stream, version + events.length);
    return verdict.lastPosition;
  };
  const clockTo = (day: string) => append('ledger', eventOf('ClockAdvanced', { to: `${day}T00:00:00Z` }));
  const person = (id: string, name: string) =>
    append(
      `person:${id}`,
      eventOf('PersonRegistered', {
        name,
        email: `${id}@example.org`,
        language: 'en',
        illustrative: ['person'],
      }),
      eventOf('RoleGiven', { role: 'staff', from: '2019-03-01' }),
    );
  await append(
    'type:follow-up',
    eventOf('TypePublished', JSON.parse(JSON.stringify({ definition: followUp, digest: followUpDigest }))),
  );
  await append('body:board', eventOf('BodyRegistered', { name: 'Governing Body', liaison: 'lea' }));
  await person('lea', 'Lea Liaison');
  await person('tester', 'Tess Tester');
  await person('olga', 'Olga Owner');
  await append('item:maf', itemEvent(opened('The Framework', { owner: 'board' }), on('2019-03-31')));
  for (const [index, due] of [
    deadline('By mid-2019', '2019-06-30'),
    deadline('By end 2019', '2019-12-31'),
  ].entries()) {
    const number = String(index + 1);
    const opening = opened(`Item ${number}`, { number, plan: 'plan', ordinal: index + 1, owner: 'olga' });
    await append(
      `item:plan.${number}`,
      itemEvent(opening, on('2019-03-31'), 'board'),
      itemEvent({ type: 'DueSet', data: { due } }, on('2019-03-31'), 'board'),
    );
  }
  await append('plan:plan', {
    ...eventOf('PlanEndorsed', {
      title: 'The plan',
      body: 'board',
      components: [{ id: 'only', title: 'Component' }],
      items: [
        { item: 'plan.1', component: 'only' },
        { item: 'plan.2', component: 'only' },
      ],
    }),
    effectiveOn: on('2019-03-31'),
  });
  await clockTo('2020-09-30');
  const prerequisite = {
    item: 'maf',
    states: ['ongoing', 'completed'],
    phrase: 'following the Framework’s endorsement',
  };
  await append(
    'item:plan.2',
    itemEvent(
      {
        type: 'PrerequisiteLinked',
        data: {
          via: via('link', 'agreed', 'agreed', 'PrerequisiteLinked'),
          prerequisite,
          met: false,
          reason: 'It rests on it',
        },
      },
      { text: 'by 2020-09-30', earliest: null, latest: '2020-09-30' },
    ),
    itemEvent(
      {
        type: 'StartPlanned',
        data: {
          via: via('plan-start', 'agreed', 'planned', 'StartPlanned'),
          start: {
            ...deadline('2020', '2020-12-31'),
            kind: 'period',
            earliest: '2020-01-01',
            precision: 'year',
          },
          outlook: 'will-miss',
          illustrative: ['reason'],
        },
      },
      { text: 'by 2020-09-30', earliest: null, latest: '2020-09-30' },
    ),
  );
  return { ledger, append, clockTo };
}
