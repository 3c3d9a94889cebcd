import { peopleFile, storyFile } from './pack.schema.js';
import { validateFile } from './validate-file.js';
import { parseYamlFile } from './yaml-file.js';

const faultsOf = (source: string) =>
  validateFile(parseYamlFile('story.yaml', source), storyFile).faults.map(
    ({ line, message }) => `${line}: ${message}`,
  );

test('an unknown key stands at its own line, with the word that was probably meant', () => {
  expect(
    faultsOf(`# a comment
- step: one
  day: 2019-03-31
  as: registrar
  itm: maf
  item: maf
  transition: start
  efective: March 2019
`),
  ).toEqual([
    '5: "itm" is not a known key. Did you mean "item"?',
    '8: "efective" is not a known key. Did you mean "effective"?',
  ]);
});

test('a missing key stands at the entry, a wrong value at the key', () => {
  const faults = faultsOf(`- step: one
  day: 31 March 2019
  as: registrar
  item: maf
`);
  expect(faults).toHaveLength(2);
  expect(faults).toContainEqual('2: 0.day: must be a day, YYYY-MM-DD');
  expect(faults.find((fault) => fault.includes('transition'))).toMatch(/^1: /);
});

test('a word that is none of those allowed: the nearest right one is named', () => {
  const file = parseYamlFile('people.yaml', '- { id: a, name: A, roles: [{ role: stafff }, {}] }');
  const messages = validateFile(file, peopleFile).faults.map(({ message }) => message);
  expect(messages[0]).toMatch(
    /^0\.roles\.0\.role: "stafff" is none of "administrator", .*Did you mean "staff"\?$/,
  );
  expect(messages[1]).toMatch(/^0\.roles\.1\.role: is missing; it must be one of "administrator", /);
});

test('YAML that cannot be read, and keys that come twice', () => {
  expect(faultsOf('- step: [one\n- two')[0]).toMatch(/^2: /);
  expect(faultsOf('- step: one\n  step: two')[0]).toMatch(/^2: .*unique/);
});

test('what fits is given back', () => {
  const file = parseYamlFile('people.yaml', '- { id: a, name: A, roles: [{ role: staff }] }');
  expect(validateFile(file, peopleFile)).toEqual({
    data: [{ id: 'a', name: 'A', roles: [{ role: 'staff' }] }],
    faults: [],
  });
});
