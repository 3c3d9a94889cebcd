import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import type { OnRecord } from './on-record.js';

export interface EndorsePlanPayload extends OnRecord {
  readonly plan: string;
  readonly title: string;
  /** The body that endorses it. */
  readonly body: string;
  readonly components: readonly { readonly id: string; readonly title: string }[];
  /** In the plan's order. */
  readonly items: readonly PlannedItem[];
}

export interface PlannedItem {
  readonly item: string;
  readonly itemType: string;
  readonly number: string;
  readonly component: string;
  readonly title: string;
  /** As written: "By mid-2020". */
  readonly due?: string | undefined;
  readonly owner?: string | undefined;
  readonly deputy?: string | undefined;
  readonly parts?: readonly { readonly id: string; readonly title: string }[] | undefined;
}

/** Puts a body's endorsement of a plan on record and opens its items, all or nothing. */
export class EndorsePlan extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: EndorsePlanPayload,
  ) {
    super();
  }
}
