import { useCallback, useState } from 'react';
import { newCommandKey } from '../../api/api-client.js';

export type EvidenceKind = 'paragraph' | 'link' | 'file';
export interface EvidenceRow {
  /** Tells rows apart while they are edited. */
  readonly row: number;
  readonly kind: EvidenceKind;
  readonly reference: string;
  readonly title: string;
  /** SHA-256 of a file's bytes, in hex. */
  readonly digest?: string;
}

/** One opened form: what was typed, by the request's field paths, and how it will be sent. */
export interface Draft {
  /** The command's key, made once: however often the form is sent, it is recorded once. */
  readonly key: string;
  /** The version of the item that whoever types has seen. */
  readonly version: number;
  readonly values: Readonly<Record<string, string>>;
  readonly evidence: readonly EvidenceRow[];
}

const storageKey = (item: string, transition: string, person: string | null): string =>
  `actum.draft ${person ?? ''} ${item} ${transition}`;

/** What was typed earlier in this tab and not sent, or null. */
export function storedDraft(item: string, transition: string, person: string | null): Draft | null {
  try {
    const stored: unknown = JSON.parse(
      sessionStorage.getItem(storageKey(item, transition, person)) ?? 'null',
    );
    return isDraft(stored) ? stored : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'version' in value &&
    typeof value.version === 'number' &&
    'values' in value &&
    typeof value.values === 'object' &&
    value.values !== null &&
    'evidence' in value &&
    Array.isArray(value.evidence)
  );
}

export function forgetDraft(item: string, transition: string, person: string | null): void {
  try {
    sessionStorage.removeItem(storageKey(item, transition, person));
  } catch {
    // Without storage there is nothing to forget.
  }
}

interface DraftOf {
  readonly item: string;
  readonly transition: string;
  readonly person: string | null;
  readonly version: number;
  readonly values: Readonly<Record<string, string>>;
  readonly evidenceRows: number;
}

/** The draft of a form, kept in the tab at every keystroke: neither a reload nor another page loses it. */
export function useDraft({ item, transition, person, version, values, evidenceRows }: DraftOf) {
  const [draft, setDraft] = useState<Draft>(
    () =>
      storedDraft(item, transition, person) ?? {
        key: newCommandKey(),
        version,
        values,
        evidence: Array.from({ length: evidenceRows }, (_, row) => emptyEvidence(row)),
      },
  );
  const change = useCallback(
    (changes: Partial<Draft> | ((before: Draft) => Partial<Draft>)): void =>
      setDraft((before) => {
        const next = { ...before, ...(typeof changes === 'function' ? changes(before) : changes) };
        try {
          sessionStorage.setItem(storageKey(item, transition, person), JSON.stringify(next));
        } catch {
          // Kept in the page only, where there is no storage or no room.
        }
        return next;
      }),
    [item, transition, person],
  );
  return [draft, change] as const;
}

export const emptyEvidence = (row: number): EvidenceRow => ({
  row,
  kind: 'paragraph',
  reference: '',
  title: '',
});
