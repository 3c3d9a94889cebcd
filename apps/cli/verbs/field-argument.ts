import { InvalidArgumentError } from 'commander';

/** `NAME=VALUE`, added to those before it. */
export function addField(
  text: string,
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [name = '', ...rest] = text.split('=');
  if (rest.length === 0 || !/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    throw new InvalidArgumentError('It must be NAME=VALUE, such as start=2020.');
  return { ...before, [name]: rest.join('=') };
}
