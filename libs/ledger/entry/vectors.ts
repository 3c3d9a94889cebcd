import { z } from 'zod';
import { entryJson } from './ledger-entry.js';

const hex = z.string().regex(/^([0-9a-f]{2})*$/);

const vectors = z.strictObject({
  entries: z.array(z.strictObject({ name: z.string(), entry: entryJson, encoded: hex })).nonempty(),
  tree: z.strictObject({
    leaves: z.array(hex),
    /** `roots[n]` is the root over the first n leaves. */
    roots: z.array(hex),
  }),
});

/** The test vectors of the ledger's format, for any implementation: `docs/ledger-format.vectors.json`. */
export function readVectors(text: string): z.infer<typeof vectors> {
  return vectors.parse(JSON.parse(text));
}
