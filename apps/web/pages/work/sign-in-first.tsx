import { Link } from '@tanstack/react-router';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page } from '../../kit/page.js';

/** Stands for a page that is somebody’s own while nobody is signed in. */
export function SignInFirst({ title, back }: { readonly title: string; readonly back: string }) {
  return (
    <Page title={title}>
      <EmptyNote title="Who are you?">
        <Link to="/sign-in" search={{ back }}>
          Sign in
        </Link>{' '}
        to see what is yours to do.
      </EmptyNote>
    </Page>
  );
}
