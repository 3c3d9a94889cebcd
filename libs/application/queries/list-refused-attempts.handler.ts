import { Query } from '@nestjs/cqrs';
import type { RefusedAttempt } from '../refused/refused-attempts.js';

/** Commands that the rules turned down, newest first; for auditors. */
export class ListRefusedAttempts extends Query<readonly RefusedAttempt[]> {
  constructor(readonly limit = 100) {
    super();
  }
}
