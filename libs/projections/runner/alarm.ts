/** Waits that can be cut short. */
export class Alarm {
  #rung = false;
  #wake: (() => void) | null = null;

  /** Ends the wait under way, or the next one. */
  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves after so many milliseconds, when the alarm is rung, or when the signal aborts. */
  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (!this.#rung && signal?.aborted !== true) {
      await new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          this.#wake = null;
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        signal?.addEventListener('abort', end);
        this.#wake = end;
      });
    }
    this.#rung = false;
  }
}
