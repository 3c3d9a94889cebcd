import { Button } from '@mantine/core';
import { ApiProblem, NoAnswer } from '../api/api-problem.js';
import { Notice } from './notice.js';

interface Words {
  readonly title: string;
  readonly text: string;
}

/** What failed and what to do about it, in words. */
export function wordsOf(error: unknown): Words {
  if (error instanceof NoAnswer) return { title: 'No answer', text: error.message };
  if (!(error instanceof ApiProblem))
    return {
      title: 'Something went wrong',
      text: 'This page could not make sense of the answer. Reload it and try again.',
    };
  const { status, detail, instance } = error.body;
  const quote = instance === undefined ? '' : ` Quote ${instance} when you report it.`;
  switch (status) {
    case 401:
      return { title: 'Sign in first', text: `${detail} Choose who you are at the top of the page.` };
    case 403:
      return { title: 'Not yours to see or do', text: detail };
    case 404:
      return { title: 'Not found', text: detail };
    case 503:
      return { title: 'Not ready yet', text: `${detail} Try again in a few seconds.` };
    default:
      return { title: error.body.title, text: detail + quote };
  }
}

/** Asking again changes nothing. */
const isNotTheirs = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.body.status === 401 || error.body.status === 403);

/** A failed reading: what is wrong, and a way on. */
export function ProblemAlert({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { title, text } = wordsOf(error);
  return (
    <Notice tone="late" title={title}>
      <p>{text}</p>
      {onRetry !== undefined && !isNotTheirs(error) && (
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Notice>
  );
}
