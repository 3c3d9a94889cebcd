import * as Plot from '@observablehq/plot';
import { draw, OTHERS, OURS } from './svg.mjs';
import { whole } from './tables.mjs';

const WORKLOADS = {
  w1x16: 'W1: one event a command on streams of their own, 16 writers',
  w1x64: 'W1, 64 writers',
  w1x256: 'W1, 256 writers',
  w2: 'W2: ten events a command, 16 writers',
  w3: 'W3: one hot stream, 16 writers',
};
const LEAST = 10;
const ROW = 18;

/** Events a second by workload: under each heading, those who took part, the fastest first. */
export function appendsChart(middle) {
  const bars = Object.keys(WORKLOADS).flatMap((key) =>
    Object.entries(middle)
      .flatMap(([store, values]) => (values[key] > 0 ? [{ key, store, events: values[key] }] : []))
      .sort((a, b) => b.events - a.events)
      .map((bar) => ({ ...bar, row: `${key} ${bar.store}` })),
  );
  const headings = Object.entries(WORKLOADS).map(([key, title]) => ({ row: key, title }));
  const rows = headings.flatMap(({ row }) => [
    row,
    ...bars.filter(({ key }) => key === row).map((bar) => bar.row),
  ]);
  const names = new Map(bars.map(({ row, store }) => [row, store]));
  return draw({
    width: 860,
    height: rows.length * ROW + 70,
    marginLeft: 170,
    marginRight: 30,
    marginBottom: 45,
    x: {
      ...{ type: 'log', domain: [LEAST, 1_000_000], grid: true, ticks: 5, tickFormat: '~s' },
      label: 'events a second (logarithmic)',
    },
    y: { label: null, domain: rows, tickFormat: (row) => names.get(row) ?? '', tickSize: 0, padding: 0.15 },
    marks: [
      Plot.barX(bars, {
        x1: LEAST,
        x2: 'events',
        y: 'row',
        fill: ({ store }) => (store === 'actum' ? OURS : OTHERS),
      }),
      Plot.text(bars, {
        x: 'events',
        y: 'row',
        text: ({ events }) => whole(events),
        dx: 4,
        textAnchor: 'start',
      }),
      Plot.text(headings, {
        x: LEAST,
        y: 'row',
        text: 'title',
        textAnchor: 'start',
        fontWeight: 'bold',
        dy: 3,
      }),
    ],
  });
}
