import { Link } from '@tanstack/react-router';
import type { Viewpoint } from '../../api/queries.js';
import shared from '../../kit/shared.module.css';

interface PlanLinksProps {
  readonly plan: string;
  readonly viewpoint: Viewpoint;
}

/** What else there is about a plan: the table, its paper, two days side by side. */
export function PlanLinks({ plan, viewpoint }: PlanLinksProps) {
  return (
    <nav className={shared.tabs} aria-label="This plan">
      <Link
        to="/plans/$plan"
        params={{ plan }}
        search={viewpoint}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        Table
      </Link>
      <Link
        to="/plans/$plan/paper"
        params={{ plan }}
        search={viewpoint}
        activeOptions={{ includeSearch: false }}
      >
        As the paper prints it
      </Link>
      <Link to="/plans/$plan/diff" params={{ plan }} activeOptions={{ includeSearch: false }}>
        What changed
      </Link>
    </nav>
  );
}
