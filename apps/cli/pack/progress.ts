import type { Accepted } from '../client/api-client.js';
import type { Loaded } from './loaded.js';

const EVERY = 100;

/** Counts what was sent, and says so a group at a time; a long group now and then. */
export class Progress {
  group = '';
  private groupCount = 0;
  private groupFresh = 0;
  private accepted = 0;
  private repeated = 0;
  private position = 0;
  private expected = new Map<string, number>();

  constructor(private readonly say: (line: string) => void) {}

  expect(steps: readonly { readonly group: string }[]): void {
    for (const { group } of steps) this.expected.set(group, (this.expected.get(group) ?? 0) + 1);
  }

  count(group: string, { repeated, position }: Accepted): void {
    if (group !== this.group) {
      this.endGroup();
      this.group = group;
    }
    this.groupCount += 1;
    this.position = Math.max(this.position, position);
    if (repeated) this.repeated += 1;
    else {
      this.accepted += 1;
      this.groupFresh += 1;
    }
    const expected = this.expected.get(group) ?? 0;
    if (this.groupCount % EVERY === 0 && this.groupCount < expected)
      this.say(`  ${group.padEnd(10)} ${this.groupCount} of ${expected} …`);
  }

  end(changes: Loaded['changes'], position = this.position): Loaded {
    this.endGroup();
    return { accepted: this.accepted, repeated: this.repeated, position, changes };
  }

  private endGroup(): void {
    const { group, groupCount, groupFresh } = this;
    if (group !== '')
      this.say(
        `  ${group.padEnd(10)} ${groupCount === 1 ? '1 command' : `${groupCount} commands`}, ${groupFresh} new`,
      );
    this.group = '';
    this.groupCount = 0;
    this.groupFresh = 0;
  }
}
