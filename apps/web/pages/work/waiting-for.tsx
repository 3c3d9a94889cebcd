import type { Work } from '#projections';
import { ItemLink } from '../../kit/item-link.js';
import shared from '../../kit/shared.module.css';
import classes from './work.module.css';

/** What one’s own items wait for, how that stands, and whose turn it is. */
export function WaitingFor({ waiting }: { readonly waiting: Work['waitingFor'] }) {
  return (
    <section className={classes.section} aria-labelledby="work-waiting-for">
      <header className={classes.sectionHead}>
        <h2 id="work-waiting-for">Waiting for</h2>
        <p className={classes.count}>{waiting.length}</p>
      </header>
      {waiting.length === 0 ? (
        <p className={classes.none}>None of your items waits for somebody else.</p>
      ) : (
        <ul className={`${shared.entries} ${classes.waiting}`}>
          {waiting.map((one) => (
            <Waits key={`${one.item.item} ${one.kind} ${one.other?.item ?? one.line ?? ''}`} waiting={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Waits({
  waiting: { item, waitsFor, other, from },
}: {
  readonly waiting: Work['waitingFor'][number];
}) {
  return (
    <li>
      <ItemLink item={item.item} title={named(item)} />
      <p>
        Waits for{' '}
        {other === null ? (
          <span dir="auto">{waitsFor}</span>
        ) : (
          <>
            <ItemLink item={other.item} title={named(other)} />,{' '}
            {other.status === null ? other.stateTitle : <bdi>{other.status}</bdi>}
          </>
        )}
      </p>
      {from.length > 0 && (
        <p>
          From{' '}
          {from.map(({ id, name }, place) => (
            <span key={id}>
              {place > 0 && ', '}
              <bdi>{name}</bdi>
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

const named = ({ number, title }: { readonly number: string | null; readonly title: string }): string =>
  number === null ? title : `${number}. ${title}`;
