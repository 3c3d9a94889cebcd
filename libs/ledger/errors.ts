/**
 * The database could not be reached within the retry bound. For an append the outcome is unknown:
 * sending the same request again settles it.
 */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';

  constructor(cause: unknown) {
    super('The ledger cannot be reached at present.', { cause });
  }
}

/** Too many appends wait already. This one was not sent: nothing is recorded, and it may be sent again. */
export class LedgerBusy extends Error {
  override readonly name = 'LedgerBusy';

  constructor() {
    super('Too many appends wait for the ledger at present.');
  }
}

/** A request that could never be carried out, whatever the ledger holds: the caller's mistake. */
export class InvalidLedgerRequest extends Error {
  override readonly name = 'InvalidLedgerRequest';

  constructor(
    message: string,
    /** Path of the value at fault, as "writes[0].events[1].data.reason", where one is. */
    readonly field?: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** What is stored contradicts the format: an unknown shape, or sealed text that was altered. */
export class LedgerDamaged extends Error {
  override readonly name = 'LedgerDamaged';
}

/** The key file is missing, unreadable, open to others, or not the one that this ledger was written with. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}
