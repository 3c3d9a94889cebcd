import { drawPaper, illustrativeSentences, paperSlug, touchedPapers } from '#domain';
import { given, packType } from '#testing';

const actionItem = packType('action-item');
const opened = (number: string, due: string, more: object = {}) =>
  given(actionItem, {
    number,
    due,
    component: '1',
    ordinal: Number(number),
    title: `Item ${number}`,
    ...more,
  });
const reason = 'COVID-19';

describe('drawing a paper', () => {
  it('puts a revised due date on a second line, and leaves the endorsed one as it was', () => {
    const extended = opened('2', 'By end 2019')
      .on('2019-11-04')
      .after('request-extension', { reason, fields: { due: 'By mid-2020' } })
      .after('extend-due', { by: 'approver', reason });
    const { components } = drawPaper({
      asOf: '2020-01-31',
      components: [
        { id: '1', title: 'One' },
        { id: '2', title: 'Two' },
      ],
      items: [extended.state, opened('1', '2019–20').state],
      typeOf: () => actionItem,
    });
    expect(components).toEqual([
      {
        title: 'One',
        rows: [
          { number: '1', text: 'Item 1', dueText: '2019–20', status: null },
          {
            number: '2',
            text: 'Item 2',
            dueText: 'By end 2019',
            revisedDueText: 'By mid-2020',
            status: null,
          },
        ],
      },
      { title: 'Two', rows: [] },
    ]);
  });

  it('says once for all of them what had to be invented', () => {
    const item = (number: string, ...illustrative: ('person' | 'day')[]) => ({
      ...{ item: `p.${number}`, number, illustrative },
    });
    expect(
      illustrativeSentences([
        item('1', 'person'),
        item('2'),
        item('3', 'person'),
        item('4', 'person', 'day'),
      ]),
    ).toEqual(['Illustrative in items 1 and 3: a person.', 'Illustrative in item 4: a day, a person.']);
  });
});

test.each([
  ['GB.340/INS/6', 'gb.340-ins-6'],
  ['GB.340/INS/6(Rev.1)', 'gb.340-ins-6-rev.1'],
  ['Décision n° 7', 'decision-n-7'],
  ['  A/RES/72/279 ', 'a-res-72-279'],
  ['../..', null],
  ['٣٤٠', null],
  ['', null],
  ['x'.repeat(101), null],
])('the number “%s” leads to %s', (number, slug) => {
  expect(paperSlug(number)).toBe(slug);
});

test('an entry touches the papers as of the day that it counts from, or a later one', () => {
  const papers = ['2019-12-31', '2020-06-30', '2020-09-30'].map((asOf) => ({ number: asOf, asOf }));
  const touched = (day: string) => touchedPapers(papers, day).map(({ number }) => number);
  expect(touched('2020-06-30')).toEqual(['2020-06-30', '2020-09-30']);
  expect(touched('2020-10-01')).toEqual([]);
  expect(touchedPapers(undefined, '2020-10-01')).toEqual([]);
});
