import {
  assignItem,
  type EndorsePlanCommand,
  endorsePlan,
  exactly,
  itemIdIn,
  type OpenItemCommand,
  type OpeningContext,
  openItem,
} from '#domain';
import { given, packType } from '#testing';

const definition = packType('action-item');
const context: OpeningContext = {
  today: '2020-09-30',
  actor: { id: 'registrar', roles: [{ role: 'registrar', scope: null }] },
  types: new Map([['action-item', { definition, digest: 'd'.repeat(64) }]]),
  items: new Set(['maf']),
  people: new Set(['focal-1', 'focal-2']),
  bodies: new Set(['governing-body']),
};
const staff: OpeningContext = { ...context, actor: { id: 'x', roles: [{ role: 'staff', scope: null }] } };
const effectiveOn = exactly('2019-03-31');

const codes = (decision: {
  readonly accepted: boolean;
  readonly refusals?: readonly { readonly code: string }[];
}) => (decision.accepted ? [] : decision.refusals?.map(({ code }) => code));
const fields = (decision: {
  readonly accepted: boolean;
  readonly refusals?: readonly { readonly field?: string }[];
}) => (decision.accepted ? [] : decision.refusals?.map(({ field }) => field));

describe('opening an item', () => {
  const command: OpenItemCommand = {
    item: 'follow-up',
    itemType: 'action-item',
    title: 'Follow up',
    effectiveOn,
    due: 'By mid-2020',
    owner: 'focal-1',
    deputy: 'governing-body',
    succeeds: 'maf',
  };

  it('leaves it in its first state, with its due date', () => {
    expect(openItem(command, context)).toMatchObject({
      accepted: true,
      events: [
        {
          type: 'ItemOpened',
          data: { state: 'agreed', label: 'PlanEndorsed', owner: 'focal-1', succeeds: 'maf' },
        },
        { type: 'DueSet', data: { due: { text: 'By mid-2020' } } },
      ],
    });
  });

  it('is refused with everything that is wrong', () => {
    const wrong: OpenItemCommand = {
      item: 'maf',
      itemType: 'acton-item',
      title: '',
      effectiveOn: exactly('2020-10-01'),
      due: 'soon',
      parts: [
        { id: 'a', title: 'A' },
        { id: 'a', title: 'B' },
      ],
      lines: ['entity', 'entity'],
      body: 'nobody',
      succeeds: 'nothing',
      owner: 'nobody',
    };
    expect(codes(openItem(wrong, staff))).toEqual([
      'PERSON.ROLE_MISSING',
      'ITEM.EFFECTIVE_IN_FUTURE',
      'LEDGER.FIELD_MISSING',
      'ITEM.EXISTS',
      'TYPE.UNKNOWN',
      'DUE.UNREADABLE',
      'ITEM.FIELD_INVALID',
      'ITEM.FIELD_INVALID',
      'BODY.UNKNOWN',
      'ITEM.UNKNOWN',
      'PERSON.UNKNOWN',
    ]);
  });
});

describe('endorsing a plan', () => {
  const row = { itemType: 'action-item', component: '1', title: 'Materials' };
  const command: EndorsePlanCommand = {
    plan: 'office-plan',
    title: 'Office plan',
    body: 'governing-body',
    effectiveOn,
    decision: { session: '335th Session, March 2019' },
    components: [{ id: '1', title: 'Component 1' }],
    items: [
      { ...row, number: '1', due: 'By end 2019', owner: 'focal-1' },
      { ...row, number: '2' },
    ],
  };

  it('opens its items in order, all or nothing', () => {
    expect(endorsePlan(null, command, context)).toMatchObject({
      accepted: true,
      plan: [
        {
          type: 'PlanEndorsed',
          data: {
            body: 'governing-body',
            items: [
              { item: 'office-plan.1', component: '1' },
              { item: 'office-plan.2', component: '1' },
            ],
            decision: { session: '335th Session, March 2019' },
          },
        },
      ],
      items: [
        {
          item: 'office-plan.1',
          events: [
            { data: { plan: 'office-plan', ordinal: 1, number: '1', decision: command.decision } },
            { type: 'DueSet' },
          ],
        },
        { item: 'office-plan.2', events: [{ data: { ordinal: 2 } }] },
      ],
    });
  });

  it('is the decision of the plan’s body', () => {
    expect(codes(endorsePlan(null, { ...command, decidedBy: 'governing-body' }, context))).toEqual([]);
    expect(codes(endorsePlan(null, { ...command, decidedBy: 'focal-1' }, context))).toEqual([
      'PLAN.WRONG_BODY',
    ]);
    expect(codes(endorsePlan(null, { ...command, body: 'nobody' }, staff))).toEqual([
      'PERSON.ROLE_MISSING',
      'BODY.UNKNOWN',
    ]);
  });

  it('names the row that is wrong', () => {
    const items = [
      { ...row, number: '1', due: '2022-23' },
      { ...row, number: '1', component: '4' },
    ];
    const decision = endorsePlan(null, { ...command, items }, context);
    expect(codes(decision)).toEqual(['PLAN.UNKNOWN_COMPONENT', 'PLAN.TWICE', 'DUE.AMBIGUOUS']);
    expect(fields(decision)).toEqual(['items.1.component', 'items.1.number', 'items.0.due']);
    expect(codes(endorsePlan(null, { ...command, items: [], plan: 'A plan' }, context))).toEqual([
      'LEDGER.ID_INVALID',
      'PLAN.EMPTY',
    ]);
  });

  it('names items after their number', () => {
    expect(itemIdIn('office-plan-2019-20', '11')).toBe('office-plan-2019-20.11');
    expect(itemIdIn('plan', ' 4 (b) ')).toBe('plan.4-b');
  });
});

describe('assigning an item', () => {
  const { state } = given(definition, { owner: 'focal-1' });

  it('is for a registrar, to people or bodies who are there', () => {
    expect(assignItem(state, { owner: 'focal-2', deputy: 'focal-1' }, context)).toMatchObject({
      accepted: true,
      events: [{ type: 'Assigned', data: { owner: 'focal-2', deputy: 'focal-1' } }],
    });
    expect(codes(assignItem(state, { owner: 'nobody', deputy: 'nobody' }, staff))).toEqual([
      'PERSON.ROLE_MISSING',
      'PERSON.UNKNOWN',
      'PERSON.UNKNOWN',
      'ITEM.NOT_SEPARATE',
    ]);
    expect(codes(assignItem(null, { owner: 'focal-2' }, context))).toEqual(['ITEM.UNKNOWN']);
    expect(codes(assignItem({ ...state, deputy: null }, { owner: 'focal-1' }, context))).toEqual([
      'ITEM.NOTHING_TO_DO',
    ]);
  });
});
