import type { ItemEvent, Recorded } from '#domain';
import { Names } from '../directory/names.js';
import { labelInWords } from './label-in-words.js';
import { sentenceOn } from './sentence.js';

const wording = {
  names: new Names(
    new Map([
      ['mia', { name: 'Mia Registrar', illustrative: false }],
      ['ola', { name: 'Ola', illustrative: true }],
    ]),
    new Map([['board', { name: 'Governing Body', illustrative: false }]]),
  ),
  titles: new Map([['maf', 'The Framework']]),
};
const via = { transition: 't', from: 'a', to: 'b', label: 'FrameworkRevisionEndorsed', typeDigest: '00' };

const recorded = (event: ItemEvent, more: Partial<Recorded<ItemEvent>> = {}): Recorded<ItemEvent> =>
  ({
    ledger: 'main',
    position: 7,
    stream: 'item:maf',
    version: 2,
    schemaVersion: 1,
    recordedAt: '2020-10-06T08:00:00.000000Z',
    effectiveOn: { text: '2020-10-05', earliest: '2020-10-05', latest: '2020-10-05' },
    decidedBy: null,
    actor: 'mia',
    commandId: 'c',
    correlationId: 'c',
    causationId: null,
    ...event,
    ...more,
  }) as Recorded<ItemEvent>;

describe('labels in words', () => {
  it.each([
    ['FrameworkRevisionEndorsed', 'Framework revision endorsed'],
    ['DWCPGuidanceIssued', 'DWCP guidance issued'],
    ['Started', 'Started'],
  ])('%s reads “%s”', (label, words) => {
    expect(labelInWords(label)).toBe(words);
  });
});

describe('an event in words', () => {
  it('says who decided, when it took effect, who recorded it when, and on what ground', () => {
    const event: ItemEvent = {
      type: 'Transitioned',
      data: { via, ground: '¶7', reason: 'It is ready', decision: { session: '340th Session' } },
    };
    expect(sentenceOn(recorded(event, { decidedBy: 'board' }), wording)).toBe(
      'Framework revision endorsed, decided by Governing Body (340th Session), effective 2020-10-05; recorded on 2020-10-06 by Mia Registrar. Reason: It is ready. Ground: ¶7.',
    );
  });

  it('says that a person is illustrative, and that a day is not stated', () => {
    const event: ItemEvent = { type: 'Assigned', data: { owner: 'ola' } };
    const effectiveOn = { text: 'not stated', earliest: null, latest: null };
    expect(sentenceOn(recorded(event, { actor: 'ola', effectiveOn }), wording)).toBe(
      'Assigned: focal point Ola, on a day not stated; recorded on 2020-10-06 by Ola (illustrative).',
    );
  });

  it('names a reaction as the program itself, and what went back', () => {
    const cause = { stream: 'item:maf', position: 6, label: 'FrameworkEndorsementWithdrawn' };
    const event: ItemEvent = {
      type: 'PrerequisiteUnmet',
      data: { via, item: 'maf', state: 'under_review', cause, flagged: true },
    };
    expect(sentenceOn(recorded(event, { actor: 'system:prerequisites' }), wording)).toBe(
      '“The Framework” went back to under review: withdrawn after the work had begun, and flagged, effective 2020-10-05; recorded on 2020-10-06 by Actum (prerequisites).',
    );
  });

  it('says what the source does not state', () => {
    const said = (decision: { session?: string | null; reference?: string | null }) =>
      sentenceOn(
        recorded({ type: 'Transitioned', data: { via, ground: null, decision } }, { decidedBy: 'board' }),
        wording,
      );
    expect(said({ session: null, reference: null })).toContain(
      'decided by Governing Body (session and reference not stated in the source), effective',
    );
    expect(said({ session: '340th Session', reference: null })).toContain(
      '(340th Session, reference not stated in the source)',
    );
    expect(said({})).toMatch(/by Governing Body, effective .* Ground: not stated in the source\.$/);
  });

  it('tells lineage, outcomes, and that nothing has changed', () => {
    const said = (event: ItemEvent) => sentenceOn(recorded(event), wording).split(', effective')[0];
    expect([
      said({ type: 'LineageLinked', data: { via, relation: 'derives-from', item: 'maf' } }),
      said({ type: 'LineageLinked', data: { via, relation: 'cites', reference: 'A/RES/72/279' } }),
      said({ type: 'OutcomeCopied', data: { via, item: 'maf', outcome: '1', text: 'Decent work' } }),
      said({ type: 'ProgressReported', data: { via, text: 'Training held', unchanged: true } }),
      said({ type: 'PartnerAdded', data: { via, partner: 'board', body: 'board' } }),
    ]).toEqual([
      'Derives from “The Framework”',
      'Cites A/RES/72/279',
      'Outcome 1 copied to the letter from “The Framework”: “Decent work”',
      'No change reported; still: “Training held”',
      'Partner added: Governing Body',
    ]);
  });

  it('does not end a reason with two full stops', () => {
    const event: ItemEvent = { type: 'Transitioned', data: { via, reason: 'COVID-19.' } };
    expect(sentenceOn(recorded(event), wording)).toMatch(/ Reason: COVID-19\.$/);
  });

  it.each([
    [
      { changes: [{ field: 'fields.start', from: '2021', to: '2020' }] },
      'Entry 3 corrected (Start planned): planned start “2020”, not “2021”',
    ],
    [
      { changes: [{ field: 'decidedBy', from: null, to: 'board' }] },
      'Entry 3 corrected (Start planned): decided by “Governing Body”, not none',
    ],
    [{ void: true, changes: [] }, 'Entry 3 struck out (Start planned)'],
    [{ changes: [] }, 'Entry 3 put back (Start planned)'],
  ] as const)('of a correction: %j', (said, begins) => {
    const target = { version: 3, position: 5, type: 'StartPlanned', label: 'StartPlanned' } as const;
    const event = recorded({ type: 'Corrected', data: { target, ...said, reason: 'Mistyped' } });
    expect(sentenceOn(event, wording)).toBe(
      `${begins}; recorded on 2020-10-06 by Mia Registrar. Reason: Mistyped.`,
    );
  });
});
