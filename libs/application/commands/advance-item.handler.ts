import { Command } from '@nestjs/cqrs';
import type { Cause, Evidence } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import type { OnRecord } from './on-record.js';

export interface AdvanceItemPayload extends OnRecord {
  readonly item: string;
  readonly transition: string;
  readonly evidence?: readonly AttachedEvidence[] | undefined;
  /** What the transition needs: `start`, `due`, `prerequisite`, `line`, `comment`, `digest` … */
  readonly fields?: { readonly [name: string]: string } | undefined;
  /** Reactions only. */
  readonly cause?: Cause | undefined;
}

export interface AttachedEvidence extends Pick<Evidence, 'kind' | 'reference'> {
  readonly title?: string | undefined;
  readonly digest?: string | undefined;
}

/** Asks for one transition of an item's lifecycle. A sign-off is the transition `clear` or `object` with `fields.line`. */
export class AdvanceItem extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: AdvanceItemPayload,
  ) {
    super();
  }
}
