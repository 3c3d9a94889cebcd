import {
  exactly,
  type OpenItemCommand,
  type OpeningContext,
  openItem,
  type Period,
  type TypeDefinition,
} from '#domain';
import { given, packType } from '#testing';

const definition = packType('action-item');
const periods: readonly Period[] = [{ name: 'Term 1 2025', from: '2025-01-28', until: '2025-04-11' }];
const undated: TypeDefinition = { ...definition, due: { undated: 'allowed' } };
const opening = (type: TypeDefinition): OpeningContext => ({
  today: '2024-09-30',
  actor: { id: 'registrar', roles: [{ role: 'registrar', scope: null }] },
  types: new Map([['action-item', { definition: type, digest: 'd'.repeat(64) }]]),
  items: new Set(),
  people: new Set(),
  bodies: new Set(),
  periods,
});
const opened = (more: Partial<OpenItemCommand>, type = definition) =>
  openItem(
    { item: 'x', itemType: 'action-item', title: 'An item', effectiveOn: exactly('2024-09-30'), ...more },
    opening(type),
  );

describe('the words of a due date at the opening', () => {
  it('may name a period of the organisation’s own', () => {
    expect(opened({ due: 'By end of Term 1 2025' })).toMatchObject({
      events: [
        {},
        { type: 'DueSet', data: { due: { text: 'By end of Term 1 2025', latest: '2025-04-11' } } },
      ],
    });
  });

  it('stay as written beside the day that a person gives', () => {
    expect(opened({ due: 'When the audit is over', dueLatest: '2025-06-30' })).toMatchObject({
      events: [
        {},
        {
          data: {
            due: {
              text: 'When the audit is over',
              latest: '2025-06-30',
              readings: [{ meaning: 'by 2025-06-30, a day that a person gave' }],
            },
          },
        },
      ],
    });
    expect(opened({ dueLatest: '2025-06-30' })).toMatchObject({
      refusals: [{ code: 'DUE.TEXT_MISSING', field: 'due' }],
    });
    expect(opened({ due: 'By end 2024', dueLatest: '2025-06-30' })).toMatchObject({
      refusals: [{ code: 'DUE.LATEST_DIFFERS', field: 'dueLatest' }],
    });
  });

  it('may name no date only where the type allows it, and never part of one', () => {
    expect(opened({ due: 'As resources allow' })).toMatchObject({
      refusals: [{ code: 'DUE.UNREADABLE', field: 'due' }],
    });
    expect(opened({ due: 'As resources allow' }, undated)).toMatchObject({
      events: [{ type: 'ItemOpened', data: { undated: 'As resources allow' } }],
    });
    expect(opened({ due: 'By Q5 2025' }, undated)).toMatchObject({
      refusals: [{ code: 'DUE.UNREADABLE', message: expect.stringContaining('these name part of one') }],
    });
    expect(opened({ due: '2022-23' }, undated)).toMatchObject({ refusals: [{ code: 'DUE.AMBIGUOUS' }] });
  });

  it('that name no date are given one by an extension, and stay beside it', () => {
    const item = given(undated, { undated: 'As resources allow' })
      .after('request-extension', { fields: { due: 'Soon', latest: '2026-12-31' }, reason: 'Funded now' })
      .after('extend-due', { by: 'approver' });
    expect(item.state).toMatchObject({
      undated: 'As resources allow',
      due: { revised: { text: 'Soon', latest: '2026-12-31' } },
    });
    given(definition, {})
      .when('request-extension', { fields: { due: '2020' }, reason: 'x' })
      .isRefused('ITEM.DUE_NOT_LATER');
  });

  it('of a planned start may be given a last day too', () => {
    const planned = given(definition, { due: 'By end 2025' }).after('plan-start', {
      fields: { start: 'After the summer', latest: '2025-10-01' },
    });
    expect(planned.state.start).toMatchObject({
      form: { text: 'After the summer', latest: '2025-10-01' },
      outlook: 'in-time',
    });
  });
});
