import { fixtureType, given, packType, type Scenario } from '#testing';

const framework = fixtureType('cooperation-framework');
const programme = fixtureType('country-programme');
const analysis = fixtureType('country-analysis');
const revision = packType('framework-revision');

const opened = given(programme, { title: 'DWCP' }).on('2020-09-30').beside('cf', 'finalized', framework);
const derive = { fields: { relation: 'derives-from', item: 'cf' } };
const derived = opened.after('link-lineage', derive);
const links = (scenario: Scenario) => scenario.state.lineage;

describe('what an item comes from', () => {
  it('row 22: a programme derives from the framework', () => {
    const after = opened.when('link-lineage', derive).leaves('LineageLinked');
    expect(links(after)).toEqual([{ relation: 'derives-from', item: 'cf', reference: null }]);
  });

  it('row 22: never the reverse, by the kind of item, and once the programme derives from it', () => {
    const reverse = { fields: { relation: 'derives-from', item: 'dwcp' } };
    const cf = given(framework, { title: 'Framework' }).on('2020-09-30');
    const [message] = cf
      .beside('dwcp', 'draft', programme)
      .when('link-lineage', reverse)
      .isRefused('ITEM.LINEAGE_NOT_ALLOWED');
    expect(message).toContain('Country analysis');
    cf.beside('dwcp', 'draft', programme, { comesAfter: ['x'] })
      .when('link-lineage', reverse)
      .isRefused('ITEM.LINEAGE_NOT_ALLOWED', 'ITEM.LINEAGE_REVERSED');
  });

  it.each(['derives-from', 'succeeds'])(
    'closes no circle by “%s”, through however many items',
    (relation) => {
      const one = given(revision, {}).beside('other', 'issued', revision, { comesAfter: ['between', 'x'] });
      one.when('link-lineage', { fields: { relation, item: 'other' } }).isRefused('ITEM.LINEAGE_REVERSED');
      one.when('link-lineage', { fields: { relation, item: 'x' } }).isRefused('ITEM.LINEAGE_REVERSED');
      // It may cite what came after it, and what is related to neither.
      one.when('link-lineage', { fields: { relation: 'cites', item: 'other' } }).leaves('LineageLinked');
    },
  );

  it('two do not cite each other', () => {
    const citing = given(revision, {}).beside('other', 'issued', revision, { cites: ['x'] });
    citing
      .when('link-lineage', { fields: { relation: 'cites', item: 'other' } })
      .isRefused('ITEM.LINEAGE_REVERSED');
  });

  it('row 30: cites an instrument outside the ledger, once', () => {
    const cite = { fields: { relation: 'cites', reference: 'A/RES/72/279' } };
    const cited = opened.when('link-lineage', cite).leaves('LineageLinked');
    expect(links(cited)).toEqual([{ relation: 'cites', item: null, reference: 'A/RES/72/279' }]);
    cited.when('link-lineage', cite).isRefused('ITEM.ALREADY_LINKED');
    derived.when('link-lineage', derive).isRefused('ITEM.ALREADY_LINKED');
  });

  it('names a relation there is, and one thing that is there', () => {
    const link = (fields: { readonly [field: string]: string }) => opened.when('link-lineage', { fields });
    const [message] = link({ relation: 'derive-from', item: 'cf' }).isRefused('ITEM.FIELD_INVALID');
    expect(message).toContain('“derives-from”');
    link({ relation: 'cites' }).isRefused('ITEM.FIELD_MISSING');
    link({ relation: 'cites', item: 'cf', reference: 'A/RES/72/279' }).isRefused('ITEM.FIELD_INVALID');
    link({ relation: 'cites', item: 'nowhere' }).isRefused('ITEM.UNKNOWN');
  });

  it('succeeding by link and by opening come to the same, and to one item only', () => {
    const byOpening = given(revision, { succeeds: 'undaf' }).beside('undaf', 'issued', revision);
    const succeed = { fields: { relation: 'succeeds', item: 'undaf' } };
    const byLink = given(revision, {}).beside('undaf', 'issued', revision).after('link-lineage', succeed);
    expect(byLink.state).toMatchObject({ succeeds: 'undaf', lineage: byOpening.state.lineage });
    byOpening.when('link-lineage', succeed).isRefused('ITEM.ALREADY_LINKED');
    byOpening
      .beside('other', 'issued', revision)
      .when('link-lineage', { fields: { relation: 'succeeds', item: 'other' } })
      .isRefused('ITEM.ALREADY_LINKED');
  });
});

describe('what it rests on, and what goes with it', () => {
  const item = given(packType('action-item'), { number: '7' }).beside('strategy', 'issued', revision);

  it('row 11: a basis in words, or an item', () => {
    const inWords = item
      .when('link-basis', { fields: { basis: 'Plan of Action 2019' } })
      .leaves('BasisLinked');
    expect(inWords.state).toMatchObject({
      bases: ['Plan of Action 2019'],
      lineage: [{ relation: 'rests-on', item: null, reference: 'Plan of Action 2019' }],
    });
    const anItem = item.when('link-basis', { fields: { item: 'strategy' } }).leaves('BasisLinked');
    expect(anItem.state).toMatchObject({
      bases: ['Framework revision'],
      lineage: [{ relation: 'rests-on', item: 'strategy', reference: null }],
    });
    anItem.when('link-basis', { fields: { item: 'strategy' } }).isRefused('ITEM.ALREADY_LINKED');
    item.when('link-basis').isRefused('ITEM.FIELD_MISSING');
    item.when('link-basis', { fields: { item: 'x' } }).isRefused('ITEM.FIELD_INVALID');
  });

  it('row 21: companions are links, to an item or by title', () => {
    const guidance = given(revision, {}).beside('cca', 'issued', revision);
    const linked = guidance
      .after('link-companion', { fields: { title: 'UN country team configuration' } })
      .after('link-companion', { fields: { item: 'cca' } });
    expect(linked.state.lineage).toEqual([
      { relation: 'goes-with', item: null, reference: 'UN country team configuration' },
      { relation: 'goes-with', item: 'cca', reference: null },
    ]);
    linked.when('link-companion', { fields: { item: 'cca' } }).isRefused('ITEM.ALREADY_LINKED');
    guidance.when('link-companion').isRefused('ITEM.FIELD_MISSING');
  });
});

describe('outcomes', () => {
  const text = 'People  have decent work – by 2025.';
  const source = opened.beside('cf', 'finalized', framework, { outcomes: [{ outcome: '1', text }] });
  const copy = (words: string) =>
    source.when('copy-outcome', { fields: { item: 'cf', outcome: '1', text: words } });

  it('row 23: are copied to the letter', () => {
    expect(copy(text).leaves('OutcomeCopied').state.outcomes).toEqual([
      { outcome: '1', text, copiedFrom: 'cf', exception: null },
    ]);
  });

  it.each([
    ['People have decent work – by 2025.', 'at character 8', '“have decent work – b…”'],
    ['People  have decent work – by 2025', 'at character 35', 'the end'],
    ['People  have decent work – by 2025. ', 'at character 36', 'the end'],
    ['People  have decent work - by 2025.', 'at character 26', '“- by 2025.”'],
  ])('row 23: an altered text is refused, and the first difference named: %s', (words, where, what) => {
    const [message] = copy(words).isRefused('ITEM.OUTCOME_ALTERED');
    expect(message).toContain(where);
    expect(message).toContain(what);
  });

  it('row 23: an extra one takes an exception', () => {
    const fields = { outcome: '9', text: 'One more' };
    source.when('add-outcome', { fields }).isRefused('ITEM.REASON_MISSING');
    const extra = source.when('add-outcome', { fields, reason: 'Asked for by the constituents' });
    expect(extra.leaves('OutcomeAdded').state.outcomes[0]).toMatchObject({
      copiedFrom: null,
      exception: 'Asked for by the constituents',
    });
    extra.scenario.when('add-outcome', { fields, reason: 'Again' }).isRefused('ITEM.ALREADY_LINKED');
  });

  it('are those of another item that is there, once it stands', () => {
    const from = (item: string, outcome: string) =>
      source.when('copy-outcome', { fields: { item, outcome, text } });
    from('cf', '2').isRefused('ITEM.UNKNOWN_OUTCOME');
    from('nowhere', '1').isRefused('ITEM.LINKED_STATE', 'ITEM.UNKNOWN');
    opened
      .beside('cf', 'draft', framework, { outcomes: [{ outcome: '1', text }] })
      .when('copy-outcome', { fields: { item: 'cf', outcome: '1', text } })
      .isRefused('ITEM.LINKED_STATE');
  });

  it('a framework adds its own without a word', () => {
    given(framework, {})
      .when('add-outcome', { fields: { outcome: '1', text } })
      .leaves('OutcomeAdded');
  });
});

describe('a linked item’s state', () => {
  const cf = given(framework, { title: 'Framework' }).on('2020-09-30');

  it('row 24: a framework is not finalized without an analysis that stands', () => {
    const [none] = cf.when('finalize').isRefused('ITEM.LINK_MISSING');
    expect(none).toContain('derives from');
    const rests = (state: string) =>
      cf.beside('cca', state, analysis).after('link-lineage', {
        fields: { relation: 'derives-from', item: 'cca' },
      });
    const [draft] = rests('draft').when('finalize').isRefused('ITEM.LINKED_STATE');
    expect(draft).toContain('“Common country analysis” stands at “Draft”, and must be Validated first');
    const after = rests('validated').when('finalize').leaves('Transitioned');
    expect(after.events.at(-1)?.data).toMatchObject({
      via: { saw: [{}, { guard: 'linked-state', facts: { linked: [{ item: 'cca', state: 'validated' }] } }] },
    });
  });

  it('is told to those who ask what can be done', () => {
    expect(cf.possibility('finalize').refusals.map(({ code }) => code)).toEqual(['ITEM.LINK_MISSING']);
    const { allowed, fields } = opened.possibility('copy-outcome');
    expect([allowed, fields.map(({ name }) => name)]).toEqual([true, ['item', 'outcome', 'text']]);
  });
});
