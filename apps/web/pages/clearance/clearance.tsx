import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ItemDetail, ItemText } from '#projections';
import { itemTextQuery, possibilitiesQuery, type Viewpoint } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { daysInWords } from '../../kit/day-text.js';
import { Notice } from '../../kit/notice.js';
import { PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import { Clearances, Digest } from '../item/clearances.js';
import { isSignOff } from '../update/update-request.js';
import classes from './clearance.module.css';
import { ClearanceForm } from './clearance-form.js';
import { TextDiff } from './text-diff.js';
import { WholeText } from './whole-text.js';

interface ClearanceProps {
  readonly detail: ItemDetail;
  readonly viewpoint: Viewpoint;
}

/** Who has cleared the text on which line; what changed in it since one’s last clearance; clearing and objecting. */
export function Clearance({ detail, viewpoint }: ClearanceProps) {
  const person = useSession()?.person ?? null;
  const elsewhere = viewpoint.asOf !== undefined || viewpoint.knownAt !== undefined;
  if (detail.lines.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="clearance">
      <h2 id="clearance">Clearance</h2>
      <Clearances detail={detail} />
      {!elsewhere && detail.contentDigest !== null && (
        <Text key={`${detail.item} ${person ?? ''}`} item={detail.item} person={person} />
      )}
    </section>
  );
}

/** The text to read. Whoever reads it clears what they read, not what it became meanwhile. */
function Text({ item, person }: { readonly item: string; readonly person: string | null }) {
  const text = useQuery(itemTextQuery(item, person === null ? null : 'clearance', person));
  const can = useQuery(possibilitiesQuery(item, person));
  const [read, setRead] = useState<string | null>(null);
  const digest = text.data?.present.digest ?? null;
  useEffect(() => setRead((before) => before ?? digest), [digest]);
  if (text.isPending) return <PageSkeleton rows={2} />;
  if (text.isError) return <ProblemAlert error={text.error} onRetry={() => void text.refetch()} />;
  const acts = (can.data?.transitions ?? []).filter(
    (possibility) => possibility.allowed && isSignOff(possibility),
  );
  const changedMeanwhile = read !== null && digest !== null && read !== digest;
  return (
    <>
      {changedMeanwhile ? (
        <ChangedMeanwhile item={item} read={read} present={digest} onGoOn={() => setRead(digest)} />
      ) : (
        <ToRead text={text.data} forClearance={acts.length > 0} />
      )}
      {acts.length > 0 && digest !== null && !changedMeanwhile && (
        <ClearanceForm key={digest} item={item} acts={acts} person={person} digest={digest} />
      )}
    </>
  );
}

function ToRead({ text, forClearance }: { readonly text: ItemText; readonly forClearance: boolean }) {
  const { since, changes, sentence, present } = text;
  const changed = changes.some(({ kind }) => kind !== 'same');
  if (since === null)
    return (
      <details className={classes.text} open={forClearance}>
        <summary>The text</summary>
        <WholeText present={present} />
      </details>
    );
  return (
    <>
      <h3>What changed since you last cleared it</h3>
      {sentence !== null && <p className={classes.sentence}>{daysInWords(sentence)}</p>}
      {changed && <TextDiff changes={changes} />}
      <details className={classes.text}>
        <summary>The whole text</summary>
        <WholeText present={present} />
      </details>
    </>
  );
}

interface ChangedMeanwhileProps {
  readonly item: string;
  /** The digest of the text that was on screen. */
  readonly read: string;
  readonly present: string;
  readonly onGoOn: () => void;
}

/** Another text was fixed while one read: what is different in it, before anything is cleared. */
function ChangedMeanwhile({ item, read, present, onGoOn }: ChangedMeanwhileProps) {
  const compared = useQuery(itemTextQuery(item, read, null));
  return (
    <Notice tone="wait" title="The text changed while you were reading">
      <p>
        You read <Digest digest={read} />; it is now <Digest digest={present} />. Nothing of yours was
        recorded on the new text.
      </p>
      {compared.isError && <ProblemAlert error={compared.error} onRetry={() => void compared.refetch()} />}
      {compared.data !== undefined && <TextDiff changes={compared.data.changes} />}
      <Button size="xs" onClick={onGoOn}>
        I have read it: go on with the new text
      </Button>
    </Notice>
  );
}
