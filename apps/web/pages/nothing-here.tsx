import { Link } from '@tanstack/react-router';
import { EmptyNote } from '../kit/empty-note.js';
import { Page } from '../kit/page.js';

/** An address that leads nowhere. */
export function NothingHere() {
  return (
    <Page title="Nothing here">
      <EmptyNote title="There is no page at this address">
        Look for it from <Link to="/">the plan</Link> or among <Link to="/items">all items</Link>.
      </EmptyNote>
    </Page>
  );
}
