import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { parseDue, parseEffectiveOn } from '#domain';
import { type DueReading, readPeriods, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** What a text for a day would be read as, while it is still being typed. */
export class ReadDueText extends Query<DueReading> {
  constructor(readonly text: string) {
    super();
  }
}

@QueryHandler(ReadDueText)
export class ReadDueTextHandler implements IQueryHandler<ReadDueText> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  async execute({ text }: ReadDueText): Promise<DueReading> {
    const { periods } = await readPeriods(this.views);
    const due = parseDue(text, { periods });
    const effective = parseEffectiveOn(text, { periods });
    return {
      text,
      due: due.ok ? { ...due.due, readings: due.due.readings.map((reading) => ({ ...reading })) } : null,
      effectiveOn: effective.ok ? effective.effectiveOn : null,
      problem: due.ok ? null : due.refusal.message,
    };
  }
}
