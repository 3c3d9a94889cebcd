import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseType, type TypeDefinition } from '#domain';

const packed = (name: string): string =>
  readFileSync(new URL(`../../../packs/un-reform/types/${name}.yaml`, import.meta.url), 'utf8');

const SMALL = `id: note
version: 1
title: Note
opens: { state: open, label: NoteOpened }
states:
  open: { title: Open }
  closed: { title: Closed, final: true }
transitions:
  close:
    title: { en: Close, fr: Clore }
    from: any
    to: closed
    label: NoteClosed
    guards: [reason, { kind: role, anyOf: [owner] }]
print:
  open: Open
  closed: null
`;

function read(yaml: string): TypeDefinition {
  const parsed = parseType(yaml, 'note.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}
function problems(yaml: string): readonly string[] {
  const parsed = parseType(yaml, 'note.yaml');
  if (parsed.ok) return [];
  return parsed.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}
const changed = (from: string, to: string): string => {
  expect(SMALL).toContain(from);
  return SMALL.replace(from, to);
};

describe('a type in YAML', () => {
  it.each(['action-item', 'framework-revision'])('reads the pack’s %s', (name) => {
    expect(read(packed(name))).toMatchObject({ id: name, version: 1, title: { en: expect.any(String) } });
  });

  it('is plain JSON with every short form written out', () => {
    const definition = read(SMALL);
    expect(definition.transitions.close).toEqual({
      title: { en: 'Close', fr: 'Clore' },
      act: 'transition',
      from: ['open', 'closed'],
      to: 'closed',
      label: 'NoteClosed',
      guards: [{ kind: 'reason' }, { kind: 'role', anyOf: ['owner'] }],
    });
    expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
  });

  it.each([
    ['    from: any', '    form: any', 'note.yaml:11:5 Nothing here is called “form”. Did you mean “from”?'],
    ['version: 1', 'version: one', 'note.yaml:2:10'],
    ['    to: closed', '    to: close', 'note.yaml:12:9 There is no state “close”. Did you mean “closed”?'],
    [
      '  open: { title: Open }',
      '  open: { title: Open }\n  lost: { title: Lost, final: true }',
      'note.yaml:7:3 No transition leads to the state “lost”.',
    ],
    [', final: true', '', 'note.yaml:7:3 No transition leads out of “closed”'],
    ['  closed: null\n', '', 'It does not say how “closed” prints.'],
    ['  closed: null', '  closed: null\n  gone: Gone', 'note.yaml:18:3 There is no state “gone”.'],
    ['  open: Open', '  open: Open since {day}', 'note.yaml:16:9 “{day}” stands for nothing'],
    ['[reason,', '[luck,', 'A guard is one of role'],
    ['anyOf: [owner]', 'anyOf: [boss]', 'note.yaml:14:44 “boss” is none of owner, deputy,'],
    ['{ en: Close, fr: Clore }', '{ fr: Clore }', 'note.yaml:10:12'],
    ['    label: NoteClosed', '    label: note closed', 'note.yaml:13:12'],
    ['id: note', 'id: note\nid: other', 'note.yaml:2:1'],
    ['id: note', 'id: [note', 'note.yaml:'],
    ['    label: NoteClosed', '    label: NoteClosed\n    act: prerequisite-met', 'takes “byReaction: true”'],
    [
      '    label: NoteClosed',
      '    label: NoteClosed\n    endorsement: given',
      'takes the guard “decided-by”',
    ],
    [
      '    label: NoteClosed',
      '    label: NoteClosed\n    predecessor: shut',
      'There is no transition “shut”.',
    ],
    ['[reason,', '[{ kind: fields, required: [start] }, reason,', ''],
    ['[reason,', '[{ kind: linked-state, relation: cites, states: [open] }, reason,', ''],
    ['[reason,', '[{ kind: linked-state, item: maf, states: [open] }, reason,', ''],
    ['[reason,', '[{ kind: linked-state, states: [open] }, reason,', 'Say which item'],
    [
      '[reason,',
      '[{ kind: linked-state, item: maf, field: item, states: [open] }, reason,',
      'Say which item',
    ],
    [
      '[reason,',
      '[{ kind: linked-state, relation: follows, states: [open] }, reason,',
      '“follows” is none of',
    ],
    [
      '[reason,',
      '[{ kind: linked-state, relation: cites, stats: [open] }, reason,',
      'Did you mean “states”?',
    ],
    ['[reason,', '[{ kind: window, from: 2020-01-01, until: due+10 }, reason,', ''],
    ['[reason,', '[{ kind: window }, reason,', 'Say “from”, “until” or both.'],
    ['[reason,', '[{ kind: window, from: 2020-02-30 }, reason,', 'A day, such as 2020-09-30'],
    ['[reason,', '[{ kind: window, from: due, until: due-1 }, reason,', 'before it begins'],
    ['[reason,', '[{ kind: lineage, relation: cites, types: [note] }, reason,', 'names none'],
  ])('names the place where “%s” became “%s”', (from, to, expected) => {
    const found = problems(changed(from, to));
    if (expected !== '') expect(found).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
    else expect(found).toEqual([]);
  });

  it('names fields that the act takes already', () => {
    const twice = changed('[reason,', '[{ kind: fields, required: [start] }, reason,').replace(
      '    from: any',
      '    act: plan-start\n    from: any',
    );
    expect(problems(twice)).toEqual([expect.stringContaining('takes “start” already')]);
  });

  it('names rungs that stand there twice', () => {
    const rung = '{ id: late, days: 1, to: [owner] }';
    expect(problems(`${SMALL}reminders:\n  rungs:\n    - ${rung}\n    - ${rung}\n`)).toEqual([
      expect.stringContaining('note.yaml:21:13 The rung “late” stands there twice.'),
    ]);
  });

  it('takes one document, and only a mapping', () => {
    expect(problems('')).toHaveLength(1);
    expect(problems(`${SMALL}---\n${SMALL}`)).toHaveLength(1);
    expect(problems('- a')).toHaveLength(1);
  });

  it('never throws, and always names a place', () => {
    const lines = SMALL.split('\n');
    const broken = fc
      .tuple(fc.nat(lines.length - 1), fc.string({ maxLength: 12 }))
      .map(([index, text]) => lines.map((line, at) => (at === index ? text : line)).join('\n'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), broken), (yaml) => {
        const parsed = parseType(yaml, 'x.yaml');
        return (
          parsed.ok ||
          parsed.problems.every(({ line, column, message }) => line > 0 && column > 0 && message !== '')
        );
      }),
      { numRuns: 300 },
    );
  });
});
