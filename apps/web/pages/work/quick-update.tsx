import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemSummary } from '#projections';
import { announce } from '../../kit/announcer.js';
import classes from './quick-update.module.css';
import { RowDrafts, useUnsaved } from './row-draft.js';
import { needsALook } from './row-verdict.js';
import { UpdateRow } from './update-row.js';
import { summaryOf, useSendRows } from './use-send-rows.js';

interface QuickUpdateProps {
  readonly rows: readonly ItemSummary[];
  /** Titles of the items that others wait for. */
  readonly names: ReadonlyMap<string, string>;
  readonly person: string;
}

/** Many items in one list, each with its inputs in place; one key or button saves whatever was typed. */
export function QuickUpdate({ rows: present, names, person }: QuickUpdateProps) {
  const [drafts] = useState(() => new RowDrafts(person));
  const rows = useKeptRows(present);
  const known = useUnsaved(drafts);
  const unsaved = rows.filter(({ item }) => known.includes(item)).map(({ item }) => item);
  const { verdicts, busy, send, judge } = useSendRows(drafts, person);
  const sendAll = async (dryRun: boolean): Promise<void> => {
    if (unsaved.length === 0) {
      announce('Nothing to save.');
      return;
    }
    const reached = await send(unsaved, dryRun);
    const first = unsaved.find((item) => needsALook(reached.get(item)));
    if (first !== undefined) document.getElementById(`verdict-${first}`)?.focus();
  };
  useSaveKey(() => void sendAll(false));
  useWarningOnLeaving(unsaved.length > 0);
  const onSend = useCallback((item: string) => void send([item], false), [send]);
  const onEdited = useCallback((item: string) => judge(item, null), [judge]);
  return (
    <>
      <ol className={classes.rows} aria-label="Items to update">
        {rows.map((row) => (
          <UpdateRow
            key={row.item}
            row={row}
            names={names}
            person={person}
            drafts={drafts}
            verdict={verdicts.get(row.item)}
            busy={busy}
            onSend={onSend}
            onEdited={onEdited}
          />
        ))}
      </ol>
      <section className={classes.bar} aria-label="Save">
        <p className={classes.count}>
          {unsaved.length === 0
            ? 'Everything is saved.'
            : `${unsaved.length} ${unsaved.length === 1 ? 'row' : 'rows'} not saved yet; kept in this browser.`}{' '}
          {verdicts.size > 0 && !busy && summaryOf([...verdicts.values()])}
        </p>
        <Button
          variant="default"
          disabled={unsaved.length === 0}
          loading={busy}
          onClick={() => void sendAll(true)}
        >
          Check all
        </Button>
        <Button
          disabled={unsaved.length === 0}
          loading={busy}
          aria-keyshortcuts="Control+S"
          onClick={() => void sendAll(false)}
        >
          Save all
        </Button>
      </section>
    </>
  );
}

/** Rows stay where they stood, also once an update takes them off the list: their verdict stands in them. */
function useKeptRows(present: readonly ItemSummary[]): readonly ItemSummary[] {
  const kept = useRef(new Map<string, ItemSummary>());
  for (const row of present) kept.current.set(row.item, row);
  return [...kept.current.values()];
}

function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** The browser asks before the window goes. */
function useWarningOnLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [unsaved]);
}
