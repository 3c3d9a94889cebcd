import { type Cause, type Evidence, itemFields } from '#domain';
import type { OnRecord } from '../commands/on-record.js';
import type { ItemReferences } from './item-references.js';

/** One transition of an item's lifecycle, with what it needs and what puts it on record. */
export interface ItemStep extends OnRecord {
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

/** The step with the items that it names by their numbers named by their ids. */
export async function withItemIds(references: ItemReferences, step: ItemStep): Promise<ItemStep> {
  const fields: Record<string, string> = { ...step.fields };
  for (const name of itemFields) {
    const named = fields[name];
    if (named !== undefined) fields[name] = (await references.resolve(named)) ?? named;
  }
  return { ...step, fields };
}
