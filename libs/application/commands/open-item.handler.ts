import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import type { OnRecord } from './on-record.js';

export interface OpenItemPayload extends OnRecord {
  readonly item: string;
  readonly itemType: string;
  readonly title: string;
  readonly number?: string | undefined;
  /** As written: "By mid-2020". */
  readonly due?: string | undefined;
  readonly parts?: readonly { readonly id: string; readonly title: string }[] | undefined;
  /** Reporting lines on each of which a clearance is needed. */
  readonly lines?: readonly string[] | undefined;
  /** The body whose decision endorses or discontinues it. */
  readonly body?: string | undefined;
  readonly succeeds?: string | undefined;
  readonly owner?: string | undefined;
  readonly deputy?: string | undefined;
}

/** Opens an item outside any plan. */
export class OpenItem extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: OpenItemPayload,
  ) {
    super();
  }
}
