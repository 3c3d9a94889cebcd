import { useSyncExternalStore } from 'react';
import { newCommandKey } from '../../api/api-client.js';

/** What was typed in one row of the quick update, until it is on record. */
export interface RowDraft {
  /** The command's key, made once: however often the row is sent, it is recorded once. */
  readonly key: string;
  /** The version of the item that whoever types has seen. */
  readonly version: number;
  readonly step: string;
  readonly progress: string;
  readonly noChange: boolean;
  readonly start: string;
  readonly effectiveOn: string;
  /** Where it can be read: an address, or a paragraph of a paper. */
  readonly evidence: string;
  readonly reason: string;
  readonly ground: string;
}

const empty: Omit<RowDraft, 'key' | 'version'> = {
  step: '',
  progress: '',
  noChange: false,
  start: '',
  effectiveOn: '',
  evidence: '',
  reason: '',
  ground: '',
};

/** Nothing in it would be put on record. */
const isEmpty = ({ step, progress, noChange, start, effectiveOn, evidence, reason, ground }: RowDraft) =>
  !noChange && [step, progress, start, effectiveOn, evidence, reason, ground].every((text) => text === '');

function isRowDraft(value: unknown): value is RowDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'version' in value &&
    typeof value.version === 'number' &&
    'progress' in value &&
    typeof value.progress === 'string'
  );
}

/**
 * The drafts of one person's rows, kept in this browser at every keystroke, so that neither a reload nor a
 * closed window loses them. A row's draft is gone once it is on record, or nothing is left in it.
 */
export class RowDrafts {
  private readonly drafts = new Map<string, RowDraft>();
  private readonly listeners = new Set<() => void>();
  private items: readonly string[] = [];

  constructor(private readonly person: string) {
    for (const [key, text] of stored(this.prefix)) {
      const draft = parsed(text);
      if (draft !== null) this.drafts.set(key.slice(this.prefix.length), { ...empty, ...draft });
    }
    this.items = [...this.drafts.keys()];
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly get = (item: string): RowDraft | undefined => this.drafts.get(item);
  /** The items with something typed and not yet on record. */
  readonly unsaved = (): readonly string[] => this.items;

  change(item: string, version: number, changes: Partial<RowDraft>): void {
    const before = this.drafts.get(item) ?? { ...empty, key: newCommandKey(), version };
    const next = { ...before, ...changes };
    if (isEmpty(next)) this.forget(item);
    else this.keep(item, next);
  }

  forget(item: string): void {
    this.drafts.delete(item);
    inStorage((storage) => storage.removeItem(this.prefix + item));
    this.tell();
  }

  private keep(item: string, draft: RowDraft): void {
    this.drafts.set(item, draft);
    inStorage((storage) => storage.setItem(this.prefix + item, JSON.stringify(draft)));
    this.tell();
  }

  private get prefix(): string {
    return `actum.work ${this.person} `;
  }

  private tell(): void {
    this.items = [...this.drafts.keys()];
    for (const listener of this.listeners) listener();
  }
}

export const useRowDraft = (drafts: RowDrafts, item: string): RowDraft | undefined =>
  useSyncExternalStore(drafts.subscribe, () => drafts.get(item));

export const useUnsaved = (drafts: RowDrafts): readonly string[] =>
  useSyncExternalStore(drafts.subscribe, drafts.unsaved);

/** Storage may be switched off or full: then drafts last as long as the page. */
function inStorage(use: (storage: Storage) => void): void {
  try {
    use(localStorage);
  } catch {
    // Kept in the page only.
  }
}

function stored(prefix: string): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  inStorage((storage) => {
    for (const key of Object.keys(storage))
      if (key.startsWith(prefix)) found.push([key, storage.getItem(key) ?? '']);
  });
  return found;
}

function parsed(text: string): RowDraft | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRowDraft(value) ? value : null;
  } catch {
    return null;
  }
}
