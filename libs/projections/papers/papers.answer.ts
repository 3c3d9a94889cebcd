import { z } from 'zod';
import { day, illustrative, instant } from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';

const sha256 = z.string().meta({ description: 'SHA-256, hex' });

/** One row of a paper, as printed. */
export const paperRow = z
  .object({
    number: z.string(),
    text: z.string(),
    dueText: z.string().meta({ description: 'As endorsed, to the letter' }),
    revisedDueText: z
      .string()
      .optional()
      .meta({ description: 'The revised due date, on a second line; absent where there is none' }),
    status: z.string().nullable().meta({ description: 'Null prints nothing' }),
  })
  .meta({ id: 'PaperRow' });

const paperContent = z
  .object({
    format: z.literal('actum-paper/1'),
    number: z.string(),
    title: z.string(),
    plan: z.string(),
    body: z.string(),
    bodyName: z.string(),
    session: z.string().optional(),
    asOf: day,
    origin: z.string(),
    simulated: z.boolean(),
    position: z.int(),
    treeSize: z.int(),
    rootHash: sha256,
    notices: z.array(z.string()).meta({ description: 'A simulated clock, and what had to be invented' }),
    components: z.array(z.object({ title: z.string(), rows: z.array(paperRow) })),
  })
  .meta({ id: 'PaperContent', description: 'What was published, for good' });

const corrigendum = z
  .object({
    position: z.int(),
    number: z.string().nullable(),
    text: z.string(),
    row: z.string().nullable().meta({ description: 'The number of the row that it corrects' }),
    reason: z.string().nullable(),
    publishedAt: instant,
    publishedBy: z.string(),
    publishedByName: z.string(),
  })
  .meta({ id: 'Corrigendum' });

const paperHead = z.object({
  paper: z.string().meta({ description: 'Its id, as in its address' }),
  number: z.string(),
  title: z.string(),
  plan: z.string(),
  body: z.string(),
  bodyName: z.string(),
  session: z.string().nullable(),
  asOf: day,
  publishedAt: instant,
  publishedBy: z.string(),
  publishedByName: z.string(),
  reason: z.string().nullable(),
  illustrative: z.array(illustrative),
  digest: sha256.meta({ description: 'SHA-256 over the RFC 8785 bytes of the content, hex' }),
  drawnAt: z.object({
    position: z.int().meta({ description: 'Everything up to this position is in it' }),
    treeSize: z.int(),
    rootHash: sha256.meta({ description: 'Root of the Merkle tree of as many entries, hex' }),
  }),
  corrigenda: z.array(corrigendum),
  lateEntries: z.int().meta({ description: 'How many entries came too late for it' }),
});

/** Published papers, the last one first. */
export const paperList = reflected.extend({ papers: z.array(paperHead) }).meta({ id: 'PaperList' });
export type PaperList = z.infer<typeof paperList>;
export type PaperHead = PaperList['papers'][number];

/** A paper as it was published, and beside it what has been said about it since. */
export const publishedPaper = reflected
  .extend({
    paper: paperHead,
    content: paperContent,
    late: z
      .array(
        z.object({
          position: z.int(),
          item: z.string(),
          number: z.string().nullable(),
          label: z.string(),
          words: z.string().meta({ description: 'The label in words' }),
          effective: z.string().meta({ description: 'When it was true, as written' }),
          recordedAt: instant,
          recordedBy: z.string(),
          recordedByName: z.string(),
        }),
      )
      .meta({ description: 'What was recorded later about a time that the paper tells of' }),
  })
  .meta({ id: 'PublishedPaper' });
export type PublishedPaper = z.infer<typeof publishedPaper>;
