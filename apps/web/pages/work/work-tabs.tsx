import { Link } from '@tanstack/react-router';
import shared from '../../kit/shared.module.css';

/** The ways to one’s work: at a glance, in one list, by a spreadsheet. */
export function WorkTabs() {
  return (
    <nav className={shared.tabs} aria-label="My work">
      <Link to="/work" activeOptions={{ exact: true }}>
        Overview
      </Link>
      <Link to="/work/update">Quick update</Link>
      <Link to="/work/import">By spreadsheet</Link>
    </nav>
  );
}
