import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Accepted } from '../../api/answers.js';
import { newCommandKey, postJson, readAtLeast } from '../../api/api-client.js';
import { announce } from '../../kit/announcer.js';
import { ProblemSummary } from './problem-summary.js';
import classes from './update.module.css';
import { type UpdateProblem, updateProblem } from './update-problem.js';

interface CommandFormProps {
  readonly title: string;
  /** Below which heading of the page it stands; a level more. */
  readonly level?: 2 | 3 | 4;
  readonly button: string;
  /** It stands on the page from the start, and leaves the focus where it is. */
  readonly quiet?: boolean;
  /** What is sent, as typed when it is sent. */
  readonly request: () => { readonly path: string; readonly body: unknown };
  /** The version that whoever types has seen, where the command builds on one. */
  readonly version?: number;
  /** What to say once it is on record and on the page. */
  readonly done: string;
  readonly onDone: (accepted: Accepted) => void;
  readonly onCancel?: () => void;
  /** The inputs; each shows its own message of the problem. */
  readonly children: (problem: UpdateProblem | null) => ReactNode;
}

/** The form of one command: sent with one key however often, and what was typed stays until it is on record. */
export function CommandForm(props: CommandFormProps) {
  const { title, level = 2, quiet = false, button, request, done, onDone, onCancel, children } = props;
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const headingId = useId();
  const [sent, setSent] = useState(() => ({ key: newCommandKey(), version: props.version }));
  const send = useMutation({
    mutationFn: async ({ key, version }: typeof sent) => {
      const { path, body } = request();
      return await postJson<Accepted>(path, body, version === undefined ? { key } : { key, version });
    },
    // What is on record may have moved on: the page shows it beside the problem.
    onError: () => void queries.invalidateQueries(),
    onSuccess: async (accepted) => {
      readAtLeast(accepted.position);
      // The page shows what was recorded before it says that it was.
      await queries.invalidateQueries();
      announce(done);
      onDone(accepted);
    },
  });
  const problem = send.isError ? updateProblem(send.error) : null;
  useEffect(() => {
    if (!quiet) heading.current?.focus();
  }, [quiet]);
  useEffect(() => {
    if (send.isError) summary.current?.focus();
  }, [send.isError]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate(sent);
  };
  const goOn = (): void => {
    const next =
      problem?.sentBefore === true
        ? { key: newCommandKey(), version: props.version }
        : { ...sent, version: problem?.changedTo ?? sent.version };
    setSent(next);
    send.mutate(next);
  };
  const Heading = `h${level}` as const;
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-labelledby={headingId}>
      <Heading id={headingId} ref={heading} tabIndex={-1} className={classes.formHeading}>
        {title}
      </Heading>
      {problem !== null && <ProblemSummary ref={summary} problem={problem} onGoOn={goOn} />}
      {children(problem)}
      <div className={classes.buttons}>
        <Button type="submit" loading={send.isPending}>
          {button}
        </Button>
        {onCancel !== undefined && (
          <Button variant="subtle" onClick={onCancel} disabled={send.isPending}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
