import type { ItemEvent, Recorded } from '../events/index.js';
import { effectiveHistory } from '../item/effective-history.js';
import { type Refusal, refuse } from '../refusal.js';
import type { CorrectionCommand, CorrectionContext } from './correction-command.js';
import { viaOf } from './step.js';

/** What a text consists of stays as it was cleared, until the text is returned to drafting. */
export function standsFixed(
  events: readonly Recorded<ItemEvent>[],
  target: Recorded<ItemEvent>,
  { version, fields }: CorrectionCommand,
  { definitions }: CorrectionContext,
): readonly Refusal[] {
  if (!isContent(target, fields)) return [];
  const after = effectiveHistory(events).filter((event) => event.version > version);
  const isReturned = (event: Recorded<ItemEvent>) => {
    const via = viaOf(event);
    const definition = via === null ? undefined : definitions.get(via.typeDigest);
    return via !== null && definition?.transitions[via.transition]?.lapsesSignOffs === true;
  };
  const last = after.findLast((event) => fixes(event) || isReturned(event));
  if (last === undefined || !fixes(last)) return [];
  const message = `The text that entry ${version} belongs to was fixed by entry ${last.version}; return it to drafting first.`;
  return [refuse('ITEM.CONTENT_FIXED', message, { version, fixedBy: last.version }, 'version')];
}

const fixes = ({ data }: ItemEvent): boolean => 'contentDigest' in data && 'via' in data && !('line' in data);

function isContent({ type }: ItemEvent, fields: CorrectionCommand['fields']): boolean {
  return type === 'ChapterAdded' || (type === 'ItemOpened' && fields?.title !== undefined);
}
