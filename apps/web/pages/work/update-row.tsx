import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, memo, useState } from 'react';
import type { ItemSummary } from '#projections';
import { newCommandKey } from '../../api/api-client.js';
import { itemQuery, possibilitiesQuery } from '../../api/queries.js';
import { DueText } from '../../kit/due-text.js';
import { NoteTags } from '../../kit/note-tags.js';
import shared from '../../kit/shared.module.css';
import { StatusText } from '../../kit/status-text.js';
import classes from './quick-update.module.css';
import { type RowDraft, type RowDrafts, useRowDraft } from './row-draft.js';
import { allows, stepsOfRow } from './row-steps.js';
import type { RowVerdict } from './row-verdict.js';
import { VerdictNote } from './verdict-note.js';

interface UpdateRowProps {
  readonly row: ItemSummary;
  readonly names: ReadonlyMap<string, string>;
  readonly person: string;
  readonly drafts: RowDrafts;
  readonly verdict: RowVerdict | undefined;
  readonly busy: boolean;
  readonly onSend: (item: string) => void;
  readonly onEdited: (item: string) => void;
}

/** One item with its inputs in place. What it may ask for is read once somebody is in the row. */
export const UpdateRow = memo(function UpdateRow(props: UpdateRowProps) {
  const { names, person, drafts, verdict, busy, onSend, onEdited } = props;
  const { item } = props.row;
  // What was saved may have left the list: the row goes on showing how its item stands.
  const after = useQuery({ ...itemQuery(item, {}), enabled: verdict?.kind === 'saved' });
  const row = after.data !== undefined && after.data.version > props.row.version ? after.data : props.row;
  const draft = useRowDraft(drafts, item);
  const [entered, setEntered] = useState(false);
  const can = useQuery({ ...possibilitiesQuery(item, person), enabled: entered || draft !== undefined });
  const change = (changes: Partial<RowDraft>): void => {
    drafts.change(item, row.version, changes);
    onEdited(item);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onSend(item);
  };
  const titleId = `row-${item}`;
  const verdictId = `verdict-${item}`;
  return (
    <li>
      <form
        className={classes.row}
        aria-labelledby={titleId}
        aria-describedby={verdict === undefined ? undefined : verdictId}
        data-unsaved={draft !== undefined || undefined}
        onSubmit={submit}
        onFocusCapture={() => setEntered(true)}
        onPointerEnter={() => setEntered(true)}
        noValidate
      >
        <div className={classes.what}>
          <Link
            to="/items/$item"
            params={{ item }}
            id={titleId}
            className={`${shared.titleLink} ${classes.title}`}
            dir="auto"
          >
            {row.number === null ? row.title : `${row.number}. ${row.title}`}
          </Link>
          <StatusText row={row} />
          <NoteTags row={row} names={names} />
          <p className={classes.due}>
            Due: <DueText row={row} />
          </p>
        </div>
        <RowInputs draft={draft} transitions={can.data?.transitions} onChange={change} />
        <div className={classes.after}>
          {verdict !== undefined && (
            <VerdictNote
              id={verdictId}
              verdict={verdict}
              onAgain={(version) => {
                if (version !== null) drafts.change(item, version, { version });
                onSend(item);
              }}
              onAsWell={() => {
                drafts.change(item, row.version, { key: newCommandKey(), version: row.version });
                onSend(item);
              }}
            />
          )}
          {draft !== undefined && (
            <div className={classes.buttons}>
              <Button type="submit" size="xs" disabled={busy}>
                Save this row
              </Button>
              <Button
                size="xs"
                variant="subtle"
                disabled={busy}
                onClick={() => {
                  drafts.forget(item);
                  onEdited(item);
                }}
              >
                Clear
              </Button>
            </div>
          )}
        </div>
      </form>
    </li>
  );
});

interface RowInputsProps {
  readonly draft: RowDraft | undefined;
  readonly transitions: Parameters<typeof stepsOfRow>[0] | undefined;
  readonly onChange: (changes: Partial<RowDraft>) => void;
}

function RowInputs({ draft, transitions, onChange }: RowInputsProps) {
  const steps = stepsOfRow(transitions ?? []);
  const chosen = steps.find(({ transition }) => transition === draft?.step);
  const asks = (name: string): boolean => chosen?.fields.some((field) => field.name === name) ?? false;
  const requires = (name: string): boolean =>
    chosen?.fields.some((field) => field.name === name && field.required) ?? false;
  const text = (name: 'progress' | 'start' | 'effectiveOn' | 'evidence' | 'reason' | 'ground') => ({
    size: 'sm' as const,
    value: draft?.[name] ?? '',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ [name]: value }),
  });
  const mayPlan = transitions !== undefined && allows(transitions, 'plan-start');
  return (
    <div className={classes.inputs}>
      <Textarea
        {...text('progress')}
        className={classes.progress}
        label="Progress"
        dir="auto"
        autosize
        minRows={1}
        // Either something is reported or that nothing has changed.
        disabled={draft?.noChange ?? false}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      <Checkbox
        className={classes.noChange}
        label="No change since the last report"
        checked={draft?.noChange ?? false}
        disabled={(draft?.progress ?? '') !== ''}
        onChange={({ currentTarget: { checked } }) => onChange({ noChange: checked })}
      />
      <NativeSelect
        size="sm"
        label="Step"
        value={draft?.step ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ step: value })}
        data={[
          { value: '', label: 'None' },
          // What was chosen earlier stays to be seen, though it is no longer possible.
          ...(draft !== undefined && draft.step !== '' && chosen === undefined
            ? [{ value: draft.step, label: draft.step.replaceAll('-', ' ') }]
            : []),
          ...steps.map(({ transition, title }) => ({ value: transition, label: title })),
        ]}
      />
      <TextInput {...text('effectiveOn')} label="Effective on" placeholder="today" autoComplete="off" />
      <TextInput
        {...text('evidence')}
        label="Evidence"
        required={requires('evidence')}
        placeholder="GB.340/INS/6 ¶44 or https://…"
        dir="auto"
      />
      {(mayPlan || (draft?.start ?? '') !== '') && (
        <TextInput {...text('start')} label="Planned start" placeholder="2021" autoComplete="off" />
      )}
      {(asks('reason') || mayPlan || (draft?.reason ?? '') !== '') && (
        <TextInput {...text('reason')} label="Reason" required={requires('reason')} dir="auto" />
      )}
      {(asks('ground') || (draft?.ground ?? '') !== '') && (
        <TextInput {...text('ground')} label="Ground" required={requires('ground')} dir="auto" />
      )}
    </div>
  );
}
