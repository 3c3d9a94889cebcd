import { readFileSync } from 'node:fs';
import { parseType } from '#domain';

const FRAMEWORK = readFileSync(
  new URL('../../../packs/un-reform/types/framework-revision.yaml', import.meta.url),
  'utf8',
);
const POLICY = '{ kind: sign-off, policy: one-per-line }';
const LINES = 'lines: [entity, resident-coordinator]\n';

function problems(policy: string, lines = ''): readonly string[] {
  expect(FRAMEWORK).toContain(POLICY);
  const parsed = parseType(`${lines}${FRAMEWORK.replace(POLICY, policy)}`, 'f.yaml');
  return parsed.ok ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}
const place = (policy: string, word: string, lines = ''): string => {
  const before = `${lines}${FRAMEWORK.replace(POLICY, policy)}`;
  const at = before.indexOf(word, before.indexOf(policy));
  const until = before.slice(0, at).split('\n');
  return `${until.length}:${(until.at(-1)?.length ?? 0) + 1}`;
};

describe('a policy of clearance', () => {
  it.each([
    '{ kind: sign-off, policy: all-of }',
    '{ kind: sign-off, policy: any-of, of: [entity] }',
    '{ kind: sign-off, policy: n-of-m, n: 2 }',
    '{ kind: sign-off, policy: n-of-m, n: 1, of: [entity, resident-coordinator] }',
  ])('may be %s', (policy) => {
    expect(problems(policy)).toEqual([]);
    expect(problems(policy, LINES)).toEqual([]);
  });

  it.each([
    ['{ kind: sign-off, policy: n-of-m, n: 3, of: [entity, legal] }', '3', 'There are only 2 lines'],
    ['{ kind: sign-off, policy: n-of-m, of: [entity, legal] }', '{', 'takes “n”'],
    ['{ kind: sign-off, policy: n-of-m, n: 0 }', '0', ''],
    ['{ kind: sign-off, policy: all-of, n: 2 }', '2', '“all-of” takes none'],
    ['{ kind: sign-off, policy: any-of, of: [] }', '[]', ''],
    ['{ kind: sign-off, policy: any-of, of: [entity, entity] }', 'entity] }', 'stands there twice'],
    ['{ kind: sign-off, policy: most }', 'most', '“most” is none of one-per-line, all-of, any-of'],
  ])('that can never hold is named with its place: %s', (policy, word, message) => {
    expect(problems(policy)).toEqual([expect.stringContaining(`${place(policy, word)} `)]);
    expect(problems(policy)[0]).toContain(message);
  });

  it('names lines that the type has', () => {
    const policy = '{ kind: sign-off, policy: any-of, of: [entity, resident-cordinator] }';
    expect(problems(policy, LINES)).toEqual([
      `${place(policy, 'resident-cordinator', LINES)} There is no line “resident-cordinator”. Did you mean “resident-coordinator”?`,
    ]);
    const tooMany = '{ kind: sign-off, policy: n-of-m, n: 3 }';
    expect(problems(tooMany, LINES)).toEqual([expect.stringContaining('There are only 2 lines')]);
  });

  it('needs somebody who clears, and a text to clear', () => {
    const yaml = (text: string) => {
      const parsed = parseType(text, 'f.yaml');
      return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
    };
    expect(yaml(FRAMEWORK.replace('    act: clear\n', ''))).toContain(
      'No transition has the act “clear”, so no line is ever cleared.',
    );
    expect(yaml(FRAMEWORK.replace('    fixesContent: true\n', ''))).toContain(
      'No transition says “fixesContent: true”, so there is never a text to clear.',
    );
  });
});
