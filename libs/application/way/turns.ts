/** Lets one after another through, in the order in which they came, by name. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Waits for those that came before under the same name. @returns what ends the turn */
  async take(name: string): Promise<() => void> {
    const before = this.#last.get(name);
    let end: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#last.set(name, turn);
    await before;
    return () => {
      if (this.#last.get(name) === turn) this.#last.delete(name);
      end();
    };
  }
}
