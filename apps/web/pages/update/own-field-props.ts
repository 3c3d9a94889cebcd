import type { ItemDetail } from '#projections';
import type { Possibility } from '../../api/answers.js';

/** What the input for one field of a step is given. */
export interface OwnFieldProps {
  readonly act: string;
  readonly field: Possibility['fields'][number];
  readonly detail: ItemDetail;
  readonly person: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly error: string | undefined;
  readonly onValue: (path: string, value: string) => void;
}
