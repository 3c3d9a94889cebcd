import type { z } from 'zod';
import { nearest } from '../nearest.js';
import { either, quoted } from '../sentence.js';
import { checkType } from './type-checks.js';
import type { TypeDefinition } from './type-definition.js';
import { keysAt, typeSchema, type WrittenType } from './type-schema.js';
import { type TypeProblem, YamlSource } from './yaml-source.js';

export type TypeParse =
  | { readonly ok: true; readonly definition: TypeDefinition }
  | { readonly ok: false; readonly problems: readonly TypeProblem[] };

/**
 * Reads a type's YAML. Every problem is named with its line and column: YAML that cannot be read, keys
 * that are not known, states that nothing leads to or out of, guards and print rules that say nothing.
 * @param file its name, for the problems
 */
export function parseType(yaml: string, file: string): TypeParse {
  const read = YamlSource.read(yaml, file);
  if (!read.ok) return read;
  const { source } = read;
  const parsed = typeSchema.safeParse(source.value);
  if (parsed.success) {
    const problems = findingsIn(parsed.data, source);
    if (problems.length === 0) return { ok: true, definition: definitionOf(parsed.data) };
    return { ok: false, problems: sorted(problems) };
  }
  const { issues } = parsed.error;
  // A key that is not known keeps nobody from checking the rest.
  const rest = typeSchema.safeParse(withoutUnknownKeys(source.value, issues));
  const problems = [
    ...issues.flatMap((issue) => problemsOf(issue, source)),
    ...(rest.success ? findingsIn(rest.data, source) : []),
  ];
  return { ok: false, problems: sorted(problems) };
}

const findingsIn = (type: WrittenType, source: YamlSource): readonly TypeProblem[] =>
  checkType(type).map(({ path, key, message }) =>
    key === undefined ? source.problem(path, message) : source.keyProblem(path, key, message),
  );

function withoutUnknownKeys(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => JSON.stringify([...issue.path, key])) : [],
  );
  const copied = (one: unknown, path: readonly PropertyKey[]): unknown => {
    if (Array.isArray(one)) return one.map((element, index) => copied(element, [...path, index]));
    if (typeof one !== 'object' || one === null) return one;
    const kept = Object.entries(one).filter(([key]) => !unknown.includes(JSON.stringify([...path, key])));
    return Object.fromEntries(kept.map(([key, inner]) => [key, copied(inner, [...path, key])]));
  };
  return copied(value, []);
}

const sorted = (problems: readonly TypeProblem[]): readonly TypeProblem[] =>
  [...problems].sort((a, b) => a.line - b.line || a.column - b.column);

function problemsOf(issue: z.core.$ZodIssue, source: YamlSource): readonly TypeProblem[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => source.keyProblem(path, key, unknownKey(key, keysAt(path))));
    case 'invalid_key': {
      const key = String(path.at(-1));
      const [first] = issue.issues;
      return [
        source.keyProblem(path.slice(0, -1), key, `${quoted(key)}: ${first?.message ?? issue.message}`),
      ];
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const word = String(source.at(path));
      const near = nearest(word, values);
      const hint = near === null ? '' : ` Did you mean ${quoted(near)}?`;
      return [source.problem(path, `${quoted(word)} is none of ${either(values)}.${hint}`)];
    }
    default:
      return [source.problem(path, `${quoted(path.map(String).join('.') || source.file)}: ${issue.message}`)];
  }
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  const hint = near === null ? `There are ${either(known, 'and')}.` : `Did you mean ${quoted(near)}?`;
  return `Nothing here is called ${quoted(key)}. ${hint}`;
}

/** With `any` written out, so that what is digested and stored needs no reading aid. */
function definitionOf(type: WrittenType): TypeDefinition {
  const states = Object.keys(type.states);
  const transitions = Object.entries(type.transitions).map(([name, transition]) => [
    name,
    { ...transition, from: transition.from === 'any' ? states : transition.from },
  ]);
  return withoutAbsent({ ...type, transitions: Object.fromEntries(transitions) }) as TypeDefinition;
}

/** JSON has no undefined: a key that is absent is absent. */
function withoutAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(present.map(([key, one]) => [key, withoutAbsent(one)]));
}
