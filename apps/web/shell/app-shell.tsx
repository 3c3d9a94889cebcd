import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { plansQuery, recordQuery } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { Announcer } from '../kit/announcer.js';
import { ClockBanner } from './clock-banner.js';
import classes from './shell.module.css';
import { WhoMenu } from './who-menu.js';

/** What stands around every page: the way past it, the clock, where to go, who is signed in. */
export function AppShell() {
  const record = useQuery(recordQuery);
  const plans = useQuery(plansQuery);
  const signedIn = useSession();
  const simulated = record.data?.clock.kind === 'simulated';
  return (
    <>
      <a className={classes.skip} href="#main">
        Skip to the content
      </a>
      {record.data !== undefined && simulated && <ClockBanner today={record.data.clock.today} />}
      <header className={classes.header}>
        <div className={`${classes.column} ${classes.bar}`}>
          <Link to="/" className={classes.brand}>
            Actum
          </Link>
          <nav className={classes.nav} aria-label="Pages">
            <ul>
              {signedIn !== null && signedIn.person !== null && (
                <li>
                  <Link to="/work">My work</Link>
                </li>
              )}
              {(plans.data?.plans ?? []).slice(0, 1).map(({ plan }) => (
                <li key={plan}>
                  <Link to="/plans/$plan" params={{ plan }} activeOptions={{ includeSearch: false }}>
                    Plan
                  </Link>
                </li>
              ))}
              <li>
                <Link to="/items" activeOptions={{ includeSearch: false, exact: true }}>
                  Items
                </Link>
              </li>
              <li>
                <Link to="/papers">Papers</Link>
              </li>
              <li>
                <Link to="/people">People</Link>
              </li>
              <li>
                <Link to="/outbox">Outbox</Link>
              </li>
              {simulated && (
                <li>
                  <Link to="/clock">Clock</Link>
                </li>
              )}
              {signedIn?.roles.includes('administrator') === true && (
                <li>
                  <Link to="/views">Views</Link>
                </li>
              )}
              {signedIn?.roles.includes('auditor') === true && (
                <li>
                  <Link to="/refused-attempts">Refused attempts</Link>
                </li>
              )}
            </ul>
          </nav>
          <WhoMenu />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={`${classes.column} ${classes.main}`}>
        <Outlet />
      </main>
      <footer className={classes.footer}>
        <div className={classes.column}>
          <span>Actum follows what was decided until it is done, and can prove how.</span>
          {record.data !== undefined && (
            <span>
              The record {record.data.origin !== null && <bdi>{record.data.origin}</bdi>} holds{' '}
              {record.data.position} entries.
            </span>
          )}
          <a href="/v1/docs">HTTP API</a>
        </div>
      </footer>
      <Announcer />
    </>
  );
}
