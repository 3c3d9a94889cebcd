import { nearest } from '../nearest.js';
import { either, quoted } from '../sentence.js';
import type { Finding } from './finding.js';
import type { WrittenType } from './type-schema.js';
import type { YamlPath } from './yaml-source.js';

type WrittenGuard = WrittenType['transitions'][string]['guards'][number];
type WrittenSignOff = Extract<WrittenGuard, { kind: 'sign-off' }>;

/** Sign-off policies that can never hold, or say less than they seem to. */
export function checkSignOffs(type: WrittenType): readonly Finding[] {
  const twice = repeated(type.lines ?? []).map(
    (line): Finding => ({ path: ['lines'], message: `The line ${quoted(line)} stands there twice.` }),
  );
  const guards = Object.entries(type.transitions).flatMap(([name, { guards: all }]) =>
    all.flatMap((guard, index) =>
      guard.kind === 'sign-off' ? [{ guard, path: ['transitions', name, 'guards', index] }] : [],
    ),
  );
  return [
    ...twice,
    ...guards.flatMap(({ guard, path }) => [
      ...checkLines(type, guard, path),
      ...checkCount(type, guard, path),
      ...checkClearable(type, path),
    ]),
  ];
}

function checkLines({ lines }: WrittenType, { of = [] }: WrittenSignOff, path: YamlPath): readonly Finding[] {
  const twice = repeated(of).map((line) => ({
    path: [...path, 'of', of.lastIndexOf(line)],
    message: `The line ${quoted(line)} stands there twice.`,
  }));
  if (lines === undefined) return twice;
  const unknown = of.flatMap((line, index): readonly Finding[] => {
    if (lines.includes(line)) return [];
    const near = nearest(line, lines);
    const hint = near === null ? `There are ${either(lines, 'and')}.` : `Did you mean ${quoted(near)}?`;
    return [{ path: [...path, 'of', index], message: `There is no line ${quoted(line)}. ${hint}` }];
  });
  return [...twice, ...unknown];
}

function checkCount(
  type: WrittenType,
  { policy, n, of = type.lines }: WrittenSignOff,
  path: YamlPath,
): readonly Finding[] {
  if (policy !== 'n-of-m')
    return n === undefined
      ? []
      : [{ path: [...path, 'n'], message: `“n” goes with “policy: n-of-m”; ${quoted(policy)} takes none.` }];
  if (n === undefined) return [{ path, message: '“policy: n-of-m” takes “n”, how many lines.' }];
  const m = of?.length ?? Number.POSITIVE_INFINITY;
  return n <= m ? [] : [{ path: [...path, 'n'], message: `There are only ${m} lines, so ${n} never clear.` }];
}

/** A condition on clearances that nobody can give keeps its transition shut for good. */
function checkClearable({ transitions }: WrittenType, path: YamlPath): readonly Finding[] {
  const all = Object.values(transitions);
  if (!all.some(({ act }) => act === 'clear'))
    return [{ path, message: 'No transition has the act “clear”, so no line is ever cleared.' }];
  return all.some(({ fixesContent }) => fixesContent === true)
    ? []
    : [{ path, message: 'No transition says “fixesContent: true”, so there is never a text to clear.' }];
}

const repeated = (lines: readonly string[]): readonly string[] =>
  lines.filter((line, index) => lines.indexOf(line) < index);
