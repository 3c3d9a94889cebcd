import { RowsAtHand } from './rows-at-hand.js';

describe('rows at hand', () => {
  const row = (n: number) => ({ n });

  it('are kept by table and by what their keys begin with, that there are none included', () => {
    const rows = new RowsAtHand(10);
    rows.keep('segment', 'a', [row(1), row(2)]);
    rows.keep('event', 'a', []);
    expect(rows.get('segment', 'a')).toEqual([row(1), row(2)]);
    expect(rows.get('event', 'a')).toEqual([]);
    expect(rows.get('event', 'b')).toBeUndefined();
    rows.forget('segment', 'a');
    expect(rows.get('segment', 'a')).toBeUndefined();
  });

  it('are no more than the bound: those go that have not been used for longest', () => {
    const rows = new RowsAtHand(6);
    const kept = () => ['a', 'b', 'c', 'd', 'e'].filter((lead) => rows.get('t', lead) !== undefined);
    rows.keep('t', 'a', [row(1)]);
    rows.keep('t', 'b', []);
    rows.keep('t', 'c', [row(3)]);
    expect(kept()).toEqual(['a', 'b', 'c']);
    rows.keep('t', 'a', [row(4)]);
    rows.keep('t', 'd', [row(5), row(6)]);
    expect(kept()).toEqual(['a', 'd']);
    expect(rows.get('t', 'a')).toEqual([row(4)]);
    rows.keep('t', 'e', [row(7), row(8), row(9), row(10), row(11), row(12), row(13)]);
    expect(kept()).toEqual(['e']);
  });
});
