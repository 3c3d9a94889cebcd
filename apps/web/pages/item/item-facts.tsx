import type { ItemDetail } from '#projections';
import type { Viewpoint } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { dayText, effectiveText } from '../../kit/day-text.js';
import { EvidenceList } from '../../kit/evidence-list.js';
import { PersonName } from '../../kit/person-name.js';
import { Assignment } from './assignment.js';
import { Conditions } from './conditions.js';
import { DueFacts } from './due-facts.js';
import { Fact } from './fact.js';
import classes from './item.module.css';
import { Lineage, Outcomes } from './lineage.js';

interface ItemFactsProps {
  readonly detail: ItemDetail;
  readonly viewpoint: Viewpoint;
}

/** What is on record about an item, beside its status. */
export function ItemFacts({ detail, viewpoint }: ItemFactsProps) {
  const registers = useSession()?.roles.includes('registrar') ?? false;
  const assigns = registers && viewpoint.asOf === undefined && viewpoint.knownAt === undefined;
  return (
    <section className={classes.facts} aria-labelledby="facts">
      <h2 id="facts" className={classes.sectionHeading}>
        On record
      </h2>
      <dl>
        <DueFacts detail={detail} />
        <Fact title="Focal point">
          {detail.owner === null ? 'Nobody yet' : <PersonName id={detail.owner} name={detail.ownerName} />}
        </Fact>
        {detail.deputy !== null && (
          <Fact title="Officer-in-charge">
            <PersonName id={detail.deputy} name={detail.deputyName} />
          </Fact>
        )}
        {detail.body !== null && (
          <Fact title="Decided on by">
            <bdi>{detail.bodyName ?? detail.body}</bdi>
          </Fact>
        )}
        <Fact title={`${detail.stateTitle} since`}>{effectiveText(detail.since)}</Fact>
        {detail.progress !== null && (
          <Fact title={`Progress, ${effectiveText(detail.progress.effectiveOn)}`}>
            <span dir="auto">{detail.progress.text}</span>
            {detail.progress.unchangedSince !== null && (
              <span className={classes.meaning}>
                reported as unchanged since {effectiveText(detail.progress.unchangedSince)}
              </span>
            )}
          </Fact>
        )}
        {detail.fields.map(({ name, title, value }) => (
          <Fact key={name} title={title}>
            <span dir="auto">{value}</span>
          </Fact>
        ))}
        <Texts title="Partners" texts={detail.partners} />
        <Texts title="Chapters" texts={detail.chapters} />
      </dl>
      {assigns && <Assignment detail={detail} />}
      <Conditions detail={detail} viewpoint={viewpoint} />
      <Lineage detail={detail} viewpoint={viewpoint} />
      <Outcomes detail={detail} viewpoint={viewpoint} />
      {detail.partsList.length > 0 && (
        <>
          <h3>Parts</h3>
          <ul className={classes.checks}>
            {detail.partsList.map(({ id, title, done }) => (
              <li key={id} data-met={done}>
                <span dir="auto">{title}</span>
                <span className={classes.verdict}>{done ? 'Done' : 'Open'}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {detail.evidence.length > 0 && (
        <>
          <h3>Evidence</h3>
          <EvidenceList evidence={detail.evidence} />
        </>
      )}
      <p className={classes.upTo}>
        As on {dayText(detail.asOf)}, read from entry 1 to {detail.knownAt.position} of the record.
      </p>
    </section>
  );
}

function Texts({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <Fact title={title}>
      <ul className={classes.texts}>
        {texts.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </Fact>
  );
}
