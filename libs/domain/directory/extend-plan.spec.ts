import {
  type EndorsePlanCommand,
  endorsePlan,
  exactly,
  extendPlan,
  foldPlan,
  type OpeningContext,
  type PlanEvent,
  type PlanState,
  type Recorded,
} from '#domain';
import { packType } from '#testing';

const definition = {
  ...packType('action-item'),
  fields: { risk: { title: { en: 'Risk' }, type: 'choice' as const, choices: ['High', 'Low'] } },
};
const context: OpeningContext = {
  today: '2020-09-30',
  actor: { id: 'registrar', roles: [{ role: 'registrar', scope: null }] },
  types: new Map([['action-item', { definition, digest: 'd'.repeat(64) }]]),
  items: new Set(),
  people: new Set(),
  bodies: new Set(['board']),
};
const effectiveOn = exactly('2020-03-31');
const item = (number: string) => ({
  itemType: 'action-item',
  number,
  component: 'c',
  title: `Item ${number}`,
});
const endorsement: EndorsePlanCommand = {
  ...{ plan: 'plan', title: 'A plan', body: 'board', effectiveOn },
  components: [{ id: 'c', title: 'C' }],
  items: [item('2019/07-R1'), item('2019/07-R2')],
};
const fold = (events: readonly PlanEvent[]): PlanState | null =>
  foldPlan(
    events.map(
      (event, index): Recorded<PlanEvent> => ({
        ...event,
        ...{ ledger: 'main', position: index + 1, stream: 'plan:plan', version: index + 1, schemaVersion: 1 },
        ...{ recordedAt: '2020-09-30T00:00:00Z', effectiveOn, decidedBy: null, actor: 'registrar' },
        ...{ commandId: 'c', correlationId: 'c', causationId: null },
      }),
    ),
  );
const endorsed = endorsePlan(null, endorsement, context);
const events = endorsed.accepted ? endorsed.plan : [];
const plan = fold(events);
const extension = { effectiveOn, reason: 'Audit 2020/02' };
const why = (decision: ReturnType<typeof extendPlan>) =>
  decision.accepted ? [] : decision.refusals.map(({ code, field }) => [code, field]);

describe('a plan that is extended', () => {
  it('names the papers that its new items come too late for', () => {
    const papers = [{ paper: 'p', number: 'P', asOf: '2020-03-31', position: 7 }];
    const reported = plan === null ? null : { ...plan, papers };
    const touchedBy = (day: string) => {
      const command = { ...extension, effectiveOn: exactly(day), items: [item('2020/02-R1')] };
      const decision = extendPlan(reported, command, context);
      return decision.accepted ? decision.items.flatMap(({ events }) => events[0]?.data.touches ?? []) : null;
    };
    expect(touchedBy('2020-03-31')).toEqual([{ number: 'P', asOf: '2020-03-31' }]);
    expect(touchedBy('2020-04-01')).toEqual([]);
  });

  it('gets its new items after the others, or at the place given', () => {
    const last = extendPlan(plan, { ...extension, items: [item('2020/02-R1')] }, context);
    expect(last).toMatchObject({
      plan: [{ type: 'PlanItemAdded', data: { item: 'plan.2020-02-r1', component: 'c', ordinal: 3 } }],
      items: [
        { item: 'plan.2020-02-r1', events: [{ type: 'ItemOpened', data: { plan: 'plan', ordinal: 3 } }] },
      ],
    });
    const between = extendPlan(
      plan,
      { ...extension, after: 'plan.2019-07-r1', items: [item('a'), item('b'), item('c')] },
      context,
    );
    const members = fold([...events, ...(between.accepted ? between.plan : [])])?.items ?? [];
    expect(members.map((member) => member.item)).toEqual([
      ...['plan.2019-07-r1', 'plan.a', 'plan.b', 'plan.c', 'plan.2019-07-r2'],
    ]);
  });

  it('says why, and keeps to its own components, numbers and fields', () => {
    const { reason: _, ...unsaid } = extension;
    expect(why(extendPlan(plan, { ...unsaid, items: [item('x')] }, context))).toEqual([
      ['PLAN.REASON_MISSING', 'reason'],
    ]);
    const wrong = { ...item('x'), component: 'd', fields: { risk: 'Hi', office: 'Rome' } };
    expect(why(extendPlan(plan, { ...extension, after: 'plan.z', items: [wrong] }, context))).toEqual([
      ['PLAN.UNKNOWN_COMPONENT', 'items.0.component'],
      ['PLAN.UNKNOWN_ITEM', 'after'],
      ['ITEM.FIELD_UNKNOWN', 'items.0.fields.office'],
      ['ITEM.FIELD_INVALID', 'items.0.fields.risk'],
    ]);
    expect(why(extendPlan(null, { ...extension, items: [item('x')] }, context))).toEqual([
      ['PLAN.UNKNOWN', undefined],
    ]);
  });

  it('does not let two numbers come to one id', () => {
    const both = endorsePlan(null, { ...endorsement, items: [item('2019/07'), item('2019-07')] }, context);
    expect(both).toMatchObject({
      refusals: [
        {
          code: 'PLAN.ID_TAKEN',
          message: expect.stringContaining('an id of its own'),
          field: 'items.1.item',
        },
      ],
    });
  });
});
