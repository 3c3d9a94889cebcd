import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Possibility } from '../../api/answers.js';
import { bodiesQuery, peopleQuery, recordQuery } from '../../api/queries.js';
import { DayInput } from '../../kit/day-input.js';
import { dayText } from '../../kit/day-text.js';
import { Spoken } from '../../kit/spoken.js';
import type { Draft } from './draft.js';
import { EvidenceFields } from './evidence-fields.js';
import { inputId } from './problem-summary.js';
import classes from './update.module.css';
import type { UpdateProblem } from './update-problem.js';
import { isRequired } from './update-request.js';

interface CommonFieldsProps {
  readonly possibility: Possibility;
  readonly draft: Draft;
  readonly problem: UpdateProblem | null;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly onValue: (path: string, value: string) => void;
}

/** What any step can put on record beside itself; what the step needs comes first, the rest folded away. */
export function CommonFields({ possibility, draft, problem, onChange, onValue }: CommonFieldsProps) {
  const record = useQuery(recordQuery);
  const today = record.data?.clock.today;
  const needed = (name: string): boolean => isRequired(possibility, name);
  const input = (path: string, name = path) => ({
    id: inputId(path),
    error: problem?.byField.get(path),
    required: needed(name),
    value: draft.values[path] ?? '',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => onValue(path, value),
  });
  const reason = (
    <Textarea key="reason" {...input('reason')} label="Reason" dir="auto" autosize minRows={2} />
  );
  const ground = (
    <TextInput
      key="ground"
      {...input('ground')}
      label="Ground"
      dir="auto"
      description="A paragraph, a paper, an authority: “GB.340/INS/6 ¶7”."
    />
  );
  const decided = <Decision key="decision" input={input} />;
  const evidence = (
    <EvidenceFields
      key="evidence"
      rows={draft.evidence}
      problem={problem}
      required={needed('evidence')}
      onRows={(rows) => onChange({ evidence: rows })}
    />
  );
  const parts = [
    { name: 'decidedBy', element: decided },
    { name: 'reason', element: reason },
    { name: 'ground', element: ground },
    { name: 'evidence', element: evidence },
  ];
  const isFirst = (name: string): boolean =>
    needed(name) || (name === 'evidence' && possibility.act === 'attach-evidence');
  const further = parts.filter(({ name }) => !isFirst(name));
  const hasWords = further.some(({ name }) => isFilled(draft, name) || hasProblem(problem, name));
  return (
    <>
      {parts.filter(({ name }) => isFirst(name)).map(({ element }) => element)}
      <DayInput
        {...input('effectiveOn')}
        as="effectiveOn"
        label="Effective on"
        placeholder={today === undefined ? undefined : `${today} (today)`}
        description="When it was true: “2020-10-02”, “October 2020”, “by 2020-09-30” or “not stated”. Left empty: today."
      />
      {today !== undefined && <Spoken>Today is {dayText(today)}.</Spoken>}
      {further.length > 0 && (
        <details className={classes.further} open={hasWords || undefined}>
          <summary>More for the record: {further.map(({ name }) => furtherTitles[name]).join(', ')}</summary>
          {further.map(({ element }) => element)}
        </details>
      )}
    </>
  );
}

const furtherTitles: Readonly<Record<string, string>> = {
  decidedBy: 'who decided',
  reason: 'reason',
  ground: 'ground',
  evidence: 'evidence',
};

const isFilled = ({ values, evidence }: Draft, name: string): boolean =>
  name === 'evidence'
    ? evidence.length > 0
    : Object.entries(values).some(([path, value]) => value !== '' && isPartOf(path, name));

const hasProblem = (problem: UpdateProblem | null, name: string): boolean =>
  [...(problem?.byField.keys() ?? [])].some((path) => isPartOf(path, name));

const isPartOf = (path: string, name: string): boolean =>
  path === name || path.startsWith(`${name}.`) || (name === 'decidedBy' && path.startsWith('decision'));

interface InputProps {
  readonly id: string;
  readonly error: string | undefined;
  readonly required: boolean;
  readonly value: string;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
}

/** Who decided, when that is not who records it, and where that can be read. */
function Decision({ input }: { readonly input: (path: string, name?: string) => InputProps }) {
  const bodies = useQuery(bodiesQuery);
  const people = useQuery(peopleQuery);
  return (
    <fieldset className={classes.fieldset}>
      <NativeSelect
        {...input('decidedBy')}
        label="Decided by"
        data={[
          { value: '', label: 'Whoever records it' },
          {
            group: 'Bodies',
            items: (bodies.data?.bodies ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            group: 'People',
            items: (people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      <TextInput
        {...input('decision.session', '')}
        label="Session"
        dir="auto"
        placeholder="340th Session, October 2020"
      />
      <TextInput
        {...input('decision.reference', '')}
        label="Decision’s reference"
        dir="auto"
        placeholder="GB.340/INS/6"
      />
    </fieldset>
  );
}
