import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef } from 'react';
import type { ItemDetail } from '#projections';
import type { Accepted, Possibility } from '../../api/answers.js';
import { newCommandKey, postJson, readAtLeast } from '../../api/api-client.js';
import { itemQuery } from '../../api/queries.js';
import { announce } from '../../kit/announcer.js';
import { ExtensionAsked } from '../item/extension.js';
import { CommonFields } from './common-fields.js';
import { type Draft, forgetDraft, useDraft } from './draft.js';
import { OwnField } from './own-field.js';
import { ProblemSummary } from './problem-summary.js';
import classes from './update.module.css';
import { updateProblem } from './update-problem.js';
import { isRequired, ownFields, updateRequest } from './update-request.js';

interface UpdateFormProps {
  readonly possibility: Possibility;
  readonly reference: string;
  readonly detail: ItemDetail;
  /** The item's version that the possibility was worked out on. */
  readonly version: number;
  readonly person: string | null;
  /** Called with what was recorded, in words, once the pages show it. */
  readonly onRecorded: (words: string) => void;
  readonly onDiscard: () => void;
}

/** The form of one step. It is sent with one key however often, and keeps what was typed until it is recorded. */
export function UpdateForm({
  possibility,
  reference,
  detail,
  version,
  person,
  onRecorded,
  onDiscard,
}: UpdateFormProps) {
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const [draft, change] = useDraft({
    item: detail.item,
    transition: possibility.transition,
    person,
    version,
    values: {},
    evidenceRows: isRequired(possibility, 'evidence') || possibility.act === 'attach-evidence' ? 1 : 0,
  });
  const setValue = (path: string, value: string): void =>
    change(({ values }) => ({ values: { ...values, [path]: value } }));

  const send = useMutation({
    mutationFn: async (toSend: Draft) => {
      const { path, body } = updateRequest(detail.item, possibility, toSend);
      return await postJson<Accepted>(path, body, { key: toSend.key, version: toSend.version });
    },
    onSuccess: async ({ position }) => {
      forgetDraft(detail.item, possibility.transition, person);
      readAtLeast(position);
      // The page shows what was recorded before it says that it was.
      await queries.invalidateQueries();
      const after = queries.getQueryData(itemQuery(reference, {}).queryKey);
      const words = `Recorded: ${possibility.title}. ${after?.status === undefined || after.status === null ? '' : `Status: ${after.status}. `}Entry ${position}.`;
      announce(words);
      onRecorded(words);
    },
  });
  const problem = send.isError ? updateProblem(send.error) : null;

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (send.isError) summary.current?.focus();
  }, [send.isError]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate(draft);
  };
  const goOn = (changes: Partial<Draft>): void => {
    change(changes);
    send.mutate({ ...draft, ...changes });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-labelledby="update-form">
      <h3 id="update-form" ref={heading} tabIndex={-1} className={classes.formHeading}>
        {possibility.title}
      </h3>
      {problem !== null && (
        <ProblemSummary
          ref={summary}
          problem={problem}
          onGoOn={() =>
            goOn(
              problem.sentBefore
                ? { key: newCommandKey(), version }
                : { version: problem.changedTo ?? version },
            )
          }
        />
      )}
      {aboutExtension.has(possibility.act) && <ExtensionAsked detail={detail} />}
      {ownFields(possibility).map((field) => (
        <OwnField
          key={field.name}
          act={possibility.act}
          field={field}
          detail={detail}
          person={person}
          values={draft.values}
          error={problem?.byField.get(`fields.${field.name}`) ?? problem?.byField.get(field.name)}
          onValue={setValue}
        />
      ))}
      <CommonFields
        possibility={possibility}
        draft={draft}
        problem={problem}
        onChange={change}
        onValue={setValue}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={send.isPending}>
          Record
        </Button>
        <Button variant="subtle" onClick={onDiscard} disabled={send.isPending}>
          Discard
        </Button>
      </div>
    </form>
  );
}

/** Acts that answer a request for a later due date. */
const aboutExtension: ReadonlySet<string> = new Set(['extend-due', 'decline-extension']);
