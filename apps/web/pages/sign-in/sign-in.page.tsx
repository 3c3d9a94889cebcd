import { useQuery } from '@tanstack/react-query';
import { recordQuery } from '../../api/queries.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import { ChoosePerson } from './choose-person.js';
import { PasteToken } from './paste-token.js';

/** Who to be: in a demonstration whoever one likes, else the holder of a token. */
export function SignInPage({ back }: { readonly back: string | undefined }) {
  const record = useQuery(recordQuery);
  if (record.isPending) return <PageSkeleton rows={6} />;
  if (record.isError)
    return (
      <Page title="Sign in">
        <ProblemAlert error={record.error} onRetry={() => void record.refetch()} />
      </Page>
    );
  return record.data.demo ? <ChoosePerson back={back} /> : <PasteToken back={back} />;
}
