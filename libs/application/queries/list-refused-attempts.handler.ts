import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type RefusedAttempt, RefusedAttempts } from '../refused/refused-attempts.js';

/** Commands that the rules turned down, newest first; for auditors. */
export class ListRefusedAttempts extends Query<readonly RefusedAttempt[]> {
  constructor(readonly limit = 100) {
    super();
  }
}

@QueryHandler(ListRefusedAttempts)
export class ListRefusedAttemptsHandler implements IQueryHandler<ListRefusedAttempts> {
  constructor(private readonly attempts: RefusedAttempts) {}

  execute({ limit }: ListRefusedAttempts): Promise<readonly RefusedAttempt[]> {
    return this.attempts.newest(limit);
  }
}
