import type { RowVerdict } from '#application';

/** What `POST /v1/imports` answers. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly counts: { readonly [verdict in RowVerdict['verdict']]?: number };
  readonly rows: readonly RowVerdict[];
  readonly otherColumns: readonly string[];
  readonly position: number | null;
  readonly refused: string | null;
}
export type ReportRow = RowVerdict;
