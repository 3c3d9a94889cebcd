import { describeAppend } from './append.contract.js';
import { describeClock } from './clock.contract.js';
import type { LedgerFactory } from './ledger-factory.js';
import { describePersonalText } from './personal-text.contract.js';
import { describeReading } from './reading.contract.js';
import { describeSameCommand } from './same-command.contract.js';
import { describeTogether } from './together.contract.js';
import { describeUnstorable } from './unstorable.contract.js';

/** The promises of a ledger, whatever it is built on: call it within a `describe`. */
export function describeLedger(create: LedgerFactory): void {
  describeAppend(create);
  describeTogether(create);
  describeSameCommand(create);
  describeUnstorable(create);
  describeReading(create);
  describeClock(create);
  describePersonalText(create);
}
