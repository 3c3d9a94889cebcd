import { Button } from '@mantine/core';
import type { Ref } from 'react';
import { Notice } from '../../kit/notice.js';
import type { UpdateProblem } from './update-problem.js';

interface ProblemSummaryProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly problem: UpdateProblem;
  /** Sends the form all the same, where that makes sense. */
  readonly onGoOn: () => void;
}

/** Why an update was not recorded, at the top of its form; takes the focus, and leads to the fields. */
export function ProblemSummary({ ref, problem, onGoOn }: ProblemSummaryProps) {
  const { title, messages, changedTo, sentBefore } = problem;
  return (
    <Notice ref={ref} tone={changedTo === null ? 'late' : 'wait'} title={title}>
      <ul>
        {messages.map(({ field, text }) => (
          <li key={`${field ?? ''} ${text}`} dir="auto">
            {field === null ? text : <a href={`#${inputId(field)}`}>{text}</a>}
          </li>
        ))}
      </ul>
      {changedTo !== null && (
        <>
          <p>Nothing you typed is lost. Does it still hold?</p>
          <Button size="xs" onClick={onGoOn}>
            It does: record it
          </Button>
        </>
      )}
      {sentBefore && (
        <Button size="xs" variant="default" onClick={onGoOn}>
          Record this as well
        </Button>
      )}
    </Notice>
  );
}

/** The id of the input for a field of the request. */
export const inputId = (path: string): string => `update-${path.replaceAll('.', '-')}`;
