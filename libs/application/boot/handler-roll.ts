/** What must be handled by exactly one handler. */
export type Handled = 'command' | 'query' | 'event' | 'reaction' | 'job';

/** The program is not whole: something lacks its handler or has two. It must not start. */
export class IncompleteProgram extends Error {
  override readonly name = 'IncompleteProgram';

  constructor(readonly problems: readonly string[]) {
    super(`This program must not start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/**
 * Who handles what. Each part of the program says in `onModuleInit` what it expects to be handled and
 * what it handles; `HandlerCheck` compares the two before anything runs.
 */
export class HandlerRoll {
  private readonly expected = new Map<string, { kind: Handled; name: string }>();
  private readonly handlers = new Map<string, { kind: Handled; name: string; by: string[] }>();

  /** Each of these needs a handler in this program. */
  expect(kind: Handled, names: Iterable<string>): void {
    for (const name of names) this.expected.set(`${kind} ${name}`, { kind, name });
  }

  /** `by` handles it: a class's name, or whatever finds it in the sources. */
  handled(kind: Handled, name: string, by: string): void {
    const entry = this.handlers.get(`${kind} ${name}`) ?? { kind, name, by: [] };
    entry.by.push(by);
    this.handlers.set(`${kind} ${name}`, entry);
  }

  /** In sentences, each naming what it is about; empty where the program is whole. */
  problems(): readonly string[] {
    const problems: string[] = [];
    for (const [key, { kind, name }] of this.expected) {
      if (!this.handlers.has(key)) problems.push(`The ${kind} ${name} has no handler.`);
    }
    for (const [key, { kind, name, by }] of this.handlers) {
      if (by.length > 1) problems.push(`The ${kind} ${name} has ${by.length} handlers: ${by.join(', ')}.`);
      if (!this.expected.has(key))
        problems.push(`${by.join(', ')} handles the ${kind} ${name}, which is not listed.`);
    }
    return problems;
  }
}
