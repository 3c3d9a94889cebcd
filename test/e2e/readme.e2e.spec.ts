import { readFileSync } from 'node:fs';
import { type RunningActum, removeFolder, startActum } from './harness/running-actum.js';

interface Step {
  readonly line: string;
  readonly args: readonly string[];
  /** The README says in the line's comment that the command is refused. */
  readonly refused: boolean;
}

/** The commands of the README's three tasks, word for word, in order. */
function readmeSteps(): readonly Step[] {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const tasks = readme.slice(readme.indexOf('## Three tasks'), readme.indexOf('## How it is built'));
  const blocks = [...tasks.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  return blocks
    .join('\n')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.startsWith('npm run -s actum -- '))
    .map((line) => {
      const [command = '', comment = ''] = line.split(/\s+# /);
      const words = command.slice('npm run -s actum -- '.length).match(/"[^"]*"|\S+/g) ?? [];
      return {
        line,
        args: words.map((word) => word.replaceAll('"', '')),
        refused: comment.startsWith('refused'),
      };
    });
}

describe('the README’s three tasks, word for word', () => {
  let actum: RunningActum;
  beforeAll(async () => {
    actum = await startActum();
  });
  afterAll(async () => {
    await actum.stop();
    await removeFolder(actum.dataFolder);
  });

  test('has the tasks', () => {
    expect(readmeSteps().length).toBeGreaterThanOrEqual(12);
  });

  test.each(readmeSteps().map((step) => [step.line, step] as const))('%s', async (_line, step) => {
    const { code, stdout, stderr } = await actum.actum(...step.args);
    expect({ code, stderr: step.refused ? '' : stderr }).toEqual({
      code: step.refused ? 3 : 0,
      stderr: step.refused ? '' : expect.any(String),
    });
    expect(step.refused ? stderr : stdout).not.toBe('');
  });
});
