import type { ItemDetail } from '#projections';
import type { Accepted } from '../client/api-client.js';

/** What a command left on record, and how its item stands now where that is known. */
export function acceptedText(accepted: Accepted, detail: ItemDetail | null): string {
  const { events, position, recordedAt, version, repeated, touches = [] } = accepted;
  const labels = [...new Set(events.map(({ label }) => label))].join(', ');
  const record = [
    `${labels}: ${repeated ? 'was on record already' : 'on record'} at position ${position}, recorded ${recordedAt}, version ${version}.`,
    ...touches.map(({ sentence }) => sentence),
  ].join('\n');
  if (detail === null) return record;
  const name = detail.number === null ? detail.item : `${detail.number} (${detail.item})`;
  return `${record}\n${name} is now: ${detail.stateTitle}${detail.status === null ? '' : `, printed "${detail.status}"`}.`;
}
