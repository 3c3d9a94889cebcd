import type { EventTable } from '#database';
import type { LedgerEntry } from '../entry/ledger-entry.js';

/** Columns of `ledger.event`, to be read through a pool of `openPool`. A command is its own correlation unless another is stored. */
export const EVENT_COLUMNS = `ledger, position, stream, version, type, schema_version, recorded_at,
  effective_text, effective_earliest, effective_latest, decided_by, actor, command_id, request_digest,
  coalesce(correlation_id, command_id) as correlation_id, causation_id, data, leaf`;

export const entryOf = (row: EventTable): LedgerEntry => ({
  ledger: row.ledger,
  position: row.position,
  stream: row.stream,
  version: row.version,
  type: row.type,
  schemaVersion: row.schema_version,
  recordedAt: row.recorded_at,
  effectiveOn: { text: row.effective_text, earliest: row.effective_earliest, latest: row.effective_latest },
  decidedBy: row.decided_by,
  actor: row.actor,
  commandId: row.command_id,
  requestDigest: row.request_digest,
  correlationId: row.correlation_id,
  causationId: row.causation_id,
  data: row.data,
  leaf: row.leaf,
});
