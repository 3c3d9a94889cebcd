import { type Day, type Illustrative, labelOf, paperSlug } from '#domain';
import { canonicalText, type StoredEvent } from '#ledger';
import type { Needs, Projection } from '../runner/projection.js';
import { idIn } from '../runner/recorded.js';
import type { WorkingSet } from '../runner/working-set.js';

export type PaperRows = {
  paper: {
    paper: string;
    number: string;
    title: string;
    plan: string;
    body: string;
    body_name: string;
    session: string | null;
    as_of: Day;
    digest: string;
    /** Drawn from everything up to this position, over which the tree has this root. */
    drawn_at: number;
    root_hash: string;
    /** RFC 8785, as the digest was taken: text, because these bytes are served. */
    content: string;
    reason: string | null;
    illustrative: readonly Illustrative[];
    actor: string;
    recorded_at: string;
    position: number;
  };
  corrigendum: {
    paper: string;
    position: number;
    number: string | null;
    text: string;
    row: string | null;
    reason: string | null;
    actor: string;
    recorded_at: string;
  };
  /** What was put on record about an item after a paper was published that should have told it. */
  late_entry: {
    paper: string;
    position: number;
    item: string;
    label: string;
    effective: string;
    actor: string;
    recorded_at: string;
  };
};

/** Published papers as they were published, with what has been said about them since. */
export const papersView: Projection<PaperRows> = {
  name: 'papers',
  version: 1,
  tables: {
    paper: {
      columns: {
        paper: 'text',
        number: 'text',
        title: 'text',
        plan: 'text',
        body: 'text',
        body_name: 'text',
        session: 'text',
        as_of: 'date',
        digest: 'text',
        drawn_at: 'bigint',
        root_hash: 'text',
        content: 'text',
        reason: 'text',
        illustrative: 'jsonb',
        actor: 'text',
        recorded_at: 'text',
        position: 'bigint',
      },
      nullable: ['session', 'reason'],
      key: ['paper'],
      indexes: [{ columns: ['position'] }, { columns: ['plan', 'as_of'] }],
    },
    corrigendum: {
      columns: {
        paper: 'text',
        position: 'bigint',
        number: 'text',
        text: 'text',
        row: 'text',
        reason: 'text',
        actor: 'text',
        recorded_at: 'text',
      },
      nullable: ['number', 'row', 'reason'],
      key: ['paper', 'position'],
    },
    late_entry: {
      columns: {
        paper: 'text',
        position: 'bigint',
        item: 'text',
        label: 'text',
        effective: 'text',
        actor: 'text',
        recorded_at: 'text',
      },
      key: ['paper', 'position'],
    },
  },
  needs,
  fold,
};

function needs({ type, data }: StoredEvent): Needs<PaperRows> | null {
  if (type === 'PaperPublished' || type === 'CorrigendumPublished') return {};
  return data.touches === undefined ? null : {};
}

function fold(event: StoredEvent, rows: WorkingSet<PaperRows>): void {
  const { position, actor, recordedAt: recorded_at } = event;
  switch (event.type) {
    case 'PaperPublished': {
      const { content, digest, reason = null, illustrative = [] } = event.data;
      const { number, title, plan, body, session = null, rootHash: root_hash } = content;
      rows.put('paper', {
        ...{ paper: paperIn(event), number, title, plan, body, body_name: content.bodyName, session },
        ...{ as_of: content.asOf, digest, drawn_at: content.position, root_hash },
        ...{ content: canonicalText(content), reason, illustrative, actor, recorded_at, position },
      });
      break;
    }
    case 'CorrigendumPublished': {
      const { number = null, text, row = null, reason = null } = event.data;
      const paper = paperIn(event);
      rows.put('corrigendum', { paper, position, number, text, row, reason, actor, recorded_at });
      break;
    }
    default:
      for (const { number } of event.data.touches ?? []) {
        const [paper, item] = [paperSlug(number), idIn(event.stream, 'item')];
        if (paper === null || item === null) continue;
        const { text: effective } = event.effectiveOn;
        rows.put('late_entry', {
          ...{ paper, position, item, label: labelOf(event), effective, actor, recorded_at },
        });
      }
  }
}

function paperIn({ stream }: StoredEvent): string {
  const paper = idIn(stream, 'paper');
  if (paper === null) throw new Error(`A paper was published on the stream ${stream}.`);
  return paper;
}
