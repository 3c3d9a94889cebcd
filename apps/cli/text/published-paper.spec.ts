import type { PublishedPaper } from '#projections';
import { publishedPaperText } from './published-paper.text.js';

const instant = '2020-10-05T00:00:00.000000Z';
const hash = 'a'.repeat(64);
const published: PublishedPaper = {
  asOf: '2020-10-05',
  knownAt: { position: 139, instant },
  position: 139,
  origin: 'demo.actum.example/un-reform',
  simulated: false,
  paper: {
    ...{
      paper: 'gb.340-ins-6',
      number: 'GB.340/INS/6',
      title: 'Plan',
      plan: 'p',
      body: 'gb',
      bodyName: 'GB',
    },
    ...{ session: null, asOf: '2020-09-30', publishedAt: instant, reason: null, illustrative: [] },
    ...{ publishedBy: 'registrar', publishedByName: 'Martine Favre', digest: hash, lateEntries: 1 },
    drawnAt: { position: 126, treeSize: 126, rootHash: hash },
    corrigenda: [
      {
        ...{ position: 140, number: null, text: 'Completed in May 2019.', row: '10', reason: null },
        ...{ publishedAt: instant, publishedBy: 'registrar', publishedByName: 'Martine Favre' },
      },
    ],
  },
  content: {
    ...{
      format: 'actum-paper/1',
      number: 'GB.340/INS/6',
      title: 'Plan',
      plan: 'p',
      body: 'gb',
      bodyName: 'GB',
    },
    ...{ asOf: '2020-09-30', origin: 'demo.actum.example/un-reform', position: 126 },
    ...{ simulated: false, treeSize: 126, rootHash: hash, notices: [], components: [] },
  },
  late: [
    {
      ...{ position: 138, item: 'p.10', number: '10', label: 'Corrected', words: 'Corrected' },
      ...{ effective: '2020-10-05', recordedAt: instant },
      ...{ recordedBy: 'focal-10', recordedByName: 'Jun Tanaka' },
    },
  ],
};

test('what has been said since says by whom, and where it stands in the record', () => {
  const text = publishedPaperText(published, 200);
  expect(text).toContain(
    'Corrigendum, row 10 (2020-10-05): Completed in May 2019. (Recorded by Martine Favre.)',
  );
  expect(text).toContain(
    'Recorded since, on 2020-10-05 by Jun Tanaka (#138): item 10, corrected, effective 2020-10-05.',
  );
});
