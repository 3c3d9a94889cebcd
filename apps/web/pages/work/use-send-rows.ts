import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Accepted } from '../../api/answers.js';
import { postJson, readAtLeast } from '../../api/api-client.js';
import { possibilitiesQuery } from '../../api/queries.js';
import { announce } from '../../kit/announcer.js';
import type { RowDrafts } from './row-draft.js';
import { rowSteps } from './row-steps.js';
import { needsALook, type RowVerdict, verdictOf } from './row-verdict.js';

type Verdicts = ReadonlyMap<string, RowVerdict>;

/** Sends rows one after the other, or asks what would become of them, and keeps the verdict on each. */
export function useSendRows(drafts: RowDrafts, person: string) {
  const queries = useQueryClient();
  const [verdicts, setVerdicts] = useState<Verdicts>(new Map());
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);

  const judge = useCallback(
    (item: string, verdict: RowVerdict | null): void =>
      setVerdicts((before) => {
        const next = new Map(before);
        if (verdict === null) next.delete(item);
        else next.set(item, verdict);
        return next;
      }),
    [],
  );

  const sendOne = useCallback(
    async (item: string, dryRun: boolean): Promise<RowVerdict | null> => {
      const draft = drafts.get(item);
      if (draft === undefined) return null;
      judge(item, { kind: 'sending' });
      try {
        const { transitions } = await queries.ensureQueryData(possibilitiesQuery(item, person));
        const steps = rowSteps(draft, transitions);
        if (steps.length === 0)
          return {
            kind: 'refused',
            messages: ['Choose a step, or report progress: a day alone says nothing.'],
          };
        const path = `/items/${encodeURIComponent(item)}/updates${dryRun ? '?dryRun=true' : ''}`;
        const { key, version } = draft;
        const answer = await postJson<Accepted>(path, { steps }, { key, version });
        if (dryRun) return { kind: 'possible' };
        readAtLeast(answer.position);
        // What was typed while this was under way stays, as a new update on top of it.
        if (drafts.get(item) === draft) drafts.forget(item);
        return { kind: 'saved' };
      } catch (error) {
        return verdictOf(error);
      }
    },
    [drafts, judge, person, queries],
  );

  const send = useCallback(
    async (items: readonly string[], dryRun: boolean): Promise<Verdicts> => {
      const reached = new Map<string, RowVerdict>();
      if (underWay.current) return reached;
      underWay.current = true;
      setBusy(true);
      for (const item of items) {
        const verdict = await sendOne(item, dryRun);
        judge(item, verdict);
        if (verdict !== null) reached.set(item, verdict);
      }
      if (!dryRun) await queries.invalidateQueries();
      underWay.current = false;
      setBusy(false);
      announce(summaryOf([...reached.values()]));
      return reached;
    },
    [judge, queries, sendOne],
  );
  return { verdicts, busy, send, judge };
}

/** "2 saved, 1 needs a look." */
export function summaryOf(verdicts: readonly RowVerdict[]): string {
  const count = (holds: (verdict: RowVerdict) => boolean): number => verdicts.filter(holds).length;
  const counted = [
    [count(({ kind }) => kind === 'saved'), 'saved'],
    [count(({ kind }) => kind === 'possible'), 'can be saved'],
    [count(needsALook), 'to look at'],
  ] as const;
  const told = counted.filter(([many]) => many > 0).map(([many, words]) => `${many} ${words}`);
  return told.length === 0 ? 'Nothing to save.' : `${told.join(', ')}.`;
}
