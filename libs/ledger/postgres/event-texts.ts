/** One event as read for its plain text: each column as Postgres prints it. */
export type EventTexts = readonly [
  position: string,
  stream: string,
  version: string,
  type: string,
  schemaVersion: string,
  recordedAt: string,
  effectiveText: string,
  effectiveEarliest: string | null,
  effectiveLatest: string | null,
  decidedBy: string | null,
  actor: string,
  commandId: string,
  /** Null: the command's own id. */
  correlationId: string | null,
  causationId: string | null,
  data: string,
];

/**
 * The columns of that, in order. Each one costs, for every event, on both ends of the connection: the
 * ledger's name is known, digests are the verifier's, the data as text are half as long as bytes printed in
 * hexadecimal, and the correlation is nearly always the command itself.
 */
export const EVENT_TEXTS = `position, stream, version, type, schema_version, recorded_at, effective_text,
  effective_earliest, effective_latest, decided_by, actor, command_id, nullif(correlation_id, command_id),
  causation_id, convert_from(data, 'UTF8')`;

export const positionIn = (texts: EventTexts): number => Number(texts[0]);

/** How much text of data there is in a page. */
export const lengthOf = (page: readonly EventTexts[]): number =>
  page.reduce((sum, texts) => sum + texts[14].length, 0);
