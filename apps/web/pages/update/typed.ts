import { useState } from 'react';
import { inputId } from './problem-summary.js';
import type { UpdateProblem } from './update-problem.js';

/** What was typed into the inputs of a form, by the request's field names. */
export function useTyped<Name extends string>(start: Readonly<Record<Name, string>>) {
  const [values, setValues] = useState(start);
  /** The properties of the input for one field. */
  const input = (name: Name, problem: UpdateProblem | null) => ({
    id: inputId(name),
    error: problem?.byField.get(name),
    value: values[name] ?? '',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setValues((before) => ({ ...before, [name]: value })),
  });
  return { values, input };
}

/** Only what was filled in: the server says what it misses. */
export const filled = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const text = value?.trim() ?? '';
      return text === '' ? [] : [[name, text]];
    }),
  );
