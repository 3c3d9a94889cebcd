import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { parseDue, parseEffectiveOn } from '#domain';
import type { DueReading } from '#projections';

/** What a text for a day would be read as, while it is still being typed. */
export class ReadDueText extends Query<DueReading> {
  constructor(readonly text: string) {
    super();
  }
}

@QueryHandler(ReadDueText)
export class ReadDueTextHandler implements IQueryHandler<ReadDueText> {
  async execute({ text }: ReadDueText): Promise<DueReading> {
    const due = parseDue(text);
    const effective = parseEffectiveOn(text);
    return {
      text,
      due: due.ok ? { ...due.due, readings: due.due.readings.map((reading) => ({ ...reading })) } : null,
      effectiveOn: effective.ok ? effective.effectiveOn : null,
      problem: due.ok ? null : due.refusal.message,
    };
  }
}
