import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { changesSince, changesSinceText, textAsItStands } from '#domain';
import { given, packType, type Scenario } from '#testing';
import { lineDiff } from './line-diff.js';

const framework = packType('framework-revision');
const draft = given(framework, { title: 'MAF', lines: ['entity'] }).on('2020-10-05');
const chapter = (title: string, text?: string) => ({
  fields: text === undefined ? { title } : { title, text },
});
const onEntity = { by: 'clear-entity', fields: { line: 'entity' } };
const reopened = (scenario: Scenario) => scenario.after('return-to-drafting', { reason: 'x' });
const sentence = (scenario: Scenario) => changesSince(scenario.state, 'clear-entity').sentence;

describe('the text that is fixed', () => {
  it('keeps the digest that it had before texts were on record', () => {
    const content = '{"chapters":["Regional entities"],"item":"x","parts":[],"title":"MAF"}';
    const finalized = draft.after('add-chapter', chapter('Regional entities')).after('finalize');
    expect(finalized.state.contentDigest).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('is covered by the digest, word for word', () => {
    const digests = [
      draft.after('finalize'),
      draft.after('finalize', { fields: { text: 'One' } }),
      draft.after('finalize', { fields: { text: 'One\n' } }),
      draft.after('add-chapter', chapter('A')).after('finalize'),
      draft.after('add-chapter', chapter('A', 'a')).after('finalize'),
    ].map(({ state }) => state.contentDigest);
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('goes with a digest only where that is its own', () => {
    const text = 'One\nTwo';
    const digest = createHash('sha256').update(text).digest('hex');
    draft.when('finalize', { fields: { text, digest: 'a'.repeat(64) } }).isRefused('ITEM.FIELD_INVALID');
    expect(draft.after('finalize', { fields: { text, digest } }).state).toMatchObject({
      contentDigest: digest,
      texts: [{ digest, text, title: 'MAF' }],
    });
  });

  it('has a bound; what is longer is a file', () => {
    const [message] = draft
      .when('finalize', { fields: { text: 'x'.repeat(60_001) } })
      .isRefused('ITEM.FIELD_INVALID');
    expect(message).toContain('60000');
    draft.when('add-chapter', chapter('A', 'x'.repeat(60_001))).isRefused('ITEM.FIELD_INVALID');
  });
});

describe('what changed since one’s last clearance', () => {
  const cleared = draft
    .after('add-chapter', chapter('Roles', 'First line\nSecond line'))
    .after('finalize', { fields: { text: 'One\nTwo\nThree' } })
    .after('clear', onEntity);
  const changed = reopened(cleared)
    .after('add-chapter', chapter('Regional entities', 'They report to …'))
    .after('add-chapter', chapter('ECOSOC'))
    .after('finalize', { fields: { text: 'One\nThree\nFour' } });

  it('is told line by line, and in words', () => {
    const { changes, since, present, sentence: words } = changesSince(changed.state, 'clear-entity');
    expect(since?.digest).toBe(cleared.state.contentDigest);
    expect(present.digest).toBe(changed.state.contentDigest);
    expect(changes).toEqual([
      { part: 'title', kind: 'same', text: 'MAF' },
      { part: 'chapters', kind: 'same', text: 'Roles' },
      { part: 'chapters', kind: 'added', text: 'Regional entities' },
      { part: 'chapters', kind: 'added', text: 'ECOSOC' },
      { part: 'chapter: Roles', kind: 'same', text: 'First line' },
      { part: 'chapter: Roles', kind: 'same', text: 'Second line' },
      { part: 'chapter: Regional entities', kind: 'added', text: 'They report to …' },
      { part: 'text', kind: 'same', text: 'One' },
      { part: 'text', kind: 'removed', text: 'Two' },
      { part: 'text', kind: 'same', text: 'Three' },
      { part: 'text', kind: 'added', text: 'Four' },
    ]);
    expect(words).toBe(
      '2 chapters added, 2 lines added and 1 line removed since you cleared it on 2020-10-05.',
    );
  });

  it('is nothing at first, and nothing where the text is the same', () => {
    expect(sentence(cleared)).toBe('Nothing has changed since you cleared it on 2020-10-05.');
    const { since, sentence: words, changes } = changesSince(cleared.state, 'somebody');
    expect([since, words, new Set(changes.map(({ kind }) => kind))]).toEqual([
      null,
      null,
      new Set(['added']),
    ]);
  });

  it('includes what is drafted and not fixed yet', () => {
    const drafted = reopened(cleared).after('add-chapter', chapter('ECOSOC'));
    expect(sentence(drafted)).toBe('1 chapter added since you cleared it on 2020-10-05.');
    expect(textAsItStands(drafted.state).present.digest).toBeNull();
  });

  it('is a digest’s only where no words are on record', () => {
    const other = draft.after('finalize', { fields: { digest: 'a'.repeat(64) } }).after('clear', onEntity);
    const next = reopened(other).after('finalize', { fields: { digest: 'b'.repeat(64) } });
    expect(sentence(next)).toBe(
      'The text has changed since you cleared it on 2020-10-05; only its digest is on record.',
    );
  });

  it('can be asked about any text that was fixed', () => {
    const digest = cleared.state.contentDigest ?? '';
    expect(changesSinceText(changed.state, digest)?.changes).toEqual(
      changesSince(changed.state, 'clear-entity').changes,
    );
    expect(changesSinceText(changed.state, 'c'.repeat(64))).toBeNull();
  });
});

describe('a difference line by line', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });

  it('leads from one text to the other, both ways, and keeps as much as it can', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const changes = lineDiff(before, after);
        const without = (kind: string) => changes.filter((one) => one.kind !== kind).map(({ text }) => text);
        expect(without('added')).toEqual(before);
        expect(without('removed')).toEqual(after);
        expect(changes.filter(({ kind }) => kind === 'same')).toHaveLength(longestCommon(before, after));
      }),
    );
  });

  it('does not dwell on texts that have nothing in common', () => {
    const many = (prefix: string) => Array.from({ length: 30_000 }, (_, index) => `${prefix}${index}`);
    expect(lineDiff(many('a'), many('b'))).toHaveLength(60_000);
  });
});

/** The plainest way to count what two lists have in common, in order. */
function longestCommon(before: readonly string[], after: readonly string[]): number {
  let row = after.map(() => 0);
  for (const line of before) {
    const next: number[] = [];
    for (const [index, other] of after.entries())
      next.push(line === other ? (row[index - 1] ?? 0) + 1 : Math.max(row[index] ?? 0, next[index - 1] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}
