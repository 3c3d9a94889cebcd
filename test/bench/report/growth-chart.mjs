import * as Plot from '@observablehq/plot';
import { draw, OURS } from './svg.mjs';
import { GROWTH } from './tables.mjs';

/** What each thing costs in an ever longer ledger, against what it cost in the shortest: level is good. */
export function growthChart(growth) {
  const [least] = growth;
  const points = GROWTH.flatMap(([key, title, print]) =>
    growth
      .filter((one) => Number.isFinite(one[key]) && Number.isFinite(least?.[key]))
      .map((one) => ({
        title: title.replace(', ', ',\n'),
        events: one.events,
        // Appends are a rate, and the others times: here all of them are costs.
        cost: key === 'appends' ? least[key] / one[key] : one[key] / least[key],
        text: one[key] >= 1000 ? `${(one[key] / 1000).toFixed(1)}k` : print(one[key]),
      })),
  );
  const most = Math.max(2, ...points.map(({ cost }) => cost * 1.2));
  return draw({
    width: 860,
    height: 300,
    marginTop: 50,
    marginLeft: 45,
    marginRight: 20,
    marginBottom: 45,
    x: {
      ...{ type: 'log', label: 'events in the ledger (logarithmic)', tickFormat: '~s', inset: 18 },
      ticks: growth.map(({ events }) => events),
    },
    y: { label: 'cost, against that at 10,000 events', domain: [0, most], grid: true, ticks: 4 },
    fx: { label: null, domain: [...new Set(points.map(({ title }) => title))] },
    marks: [
      Plot.ruleY([0]),
      Plot.line(points, { x: 'events', y: 'cost', fx: 'title', stroke: OURS, strokeWidth: 2 }),
      Plot.dot(points, { x: 'events', y: 'cost', fx: 'title', fill: OURS }),
      Plot.text(points, { x: 'events', y: 'cost', fx: 'title', text: 'text', dy: -10 }),
    ],
  });
}
