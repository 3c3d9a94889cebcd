import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { HistoryEntry } from '#projections';
import { bodiesQuery, peopleQuery } from '../../api/queries.js';
import { DayInput } from '../../kit/day-input.js';
import { CommandForm } from '../update/command-form.js';
import { inputId } from '../update/problem-summary.js';
import { useTyped } from '../update/typed.js';
import type { UpdateProblem } from '../update/update-problem.js';

interface CorrectionFormProps {
  readonly item: string;
  readonly entry: HistoryEntry;
  readonly version: number;
  readonly onClose: () => void;
}

/** Puts one entry right, or strikes it out: filled with what it says, sent with what was changed. */
export function CorrectionForm({ item, entry, version, onClose }: CorrectionFormProps) {
  const { values, input } = useTyped(startOf(entry));
  const strikes = values.how === 'void';
  return (
    <CommandForm
      title="Correct this entry"
      level={4}
      button={strikes ? 'Strike it out' : 'Correct it'}
      version={version}
      request={() => ({
        path: `/items/${encodeURIComponent(item)}/corrections`,
        body: correctionOf(entry, values),
      })}
      done={strikes ? 'The entry is struck out.' : 'The entry is corrected.'}
      onDone={onClose}
      onCancel={onClose}
    >
      {(problem) => (
        <>
          <p>
            What was recorded stays to be seen. It is refused where a later step could then not have been
            made.
          </p>
          <Radio.Group
            id={inputId('how')}
            label="What is wrong with it"
            value={values.how ?? 'correct'}
            onChange={(value) => input('how', problem).onChange({ currentTarget: { value } })}
          >
            <Radio mt={6} value="correct" label="It says something wrong" />
            <Radio mt={6} value="void" label="It did not happen: void it" />
          </Radio.Group>
          {!strikes && <RightWords entry={entry} input={(name) => input(name, problem)} problem={problem} />}
          <Textarea {...input('reason', problem)} label="Reason" required dir="auto" autosize minRows={2} />
          <TextInput {...input('ground', problem)} label="Ground" dir="auto" />
        </>
      )}
    </CommandForm>
  );
}

interface RightWordsProps {
  readonly entry: HistoryEntry;
  readonly input: (name: string) => {
    readonly id: string;
    readonly value: string | undefined;
    readonly onChange: (event: { currentTarget: { value: string } }) => void;
  };
  readonly problem: UpdateProblem | null;
}

function RightWords({ entry, input, problem }: RightWordsProps) {
  const bodies = useQuery(bodiesQuery);
  const people = useQuery(peopleQuery);
  return (
    <>
      <DayInput
        {...input('effectiveOn')}
        value={input('effectiveOn').value ?? ''}
        as="effectiveOn"
        label="Effective on"
        error={problem?.byField.get('effectiveOn')}
      />
      {entry.decidedBy !== null && (
        <NativeSelect
          {...input('decidedBy')}
          label="Decided by"
          error={problem?.byField.get('decidedBy')}
          data={[
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
      )}
      {(entry.fields ?? []).map(({ name, title, value }) => {
        const path = `fields.${name}`;
        const common = {
          ...input(path),
          value: input(path).value ?? '',
          label: title.charAt(0).toUpperCase() + title.slice(1),
          error: problem?.byField.get(path),
        };
        if (name === 'start' || name === 'due') return <DayInput key={name} {...common} as="due" />;
        return value.length > 60 || name === 'text' || name === 'comment' ? (
          <Textarea key={name} {...common} dir="auto" autosize minRows={2} />
        ) : (
          <TextInput key={name} {...common} dir="auto" />
        );
      })}
    </>
  );
}

/** What the form opens with: the entry as it stands. */
const startOf = (entry: HistoryEntry): Record<string, string> => ({
  how: 'correct',
  effectiveOn: entry.effectiveOn.text,
  decidedBy: entry.decidedBy ?? '',
  reason: '',
  ground: '',
  ...Object.fromEntries((entry.fields ?? []).map(({ name, value }) => [`fields.${name}`, value])),
});

/** Only what was changed, so that nothing else is put right by accident. */
function correctionOf(entry: HistoryEntry, values: Readonly<Record<string, string>>) {
  const { version } = entry;
  const grounds = {
    reason: (values.reason ?? '').trim(),
    ...((values.ground ?? '').trim() === '' ? {} : { ground: values.ground?.trim() }),
  };
  if (values.how === 'void') return { version, void: true, ...grounds };
  const start = startOf(entry);
  const changed = (name: string): boolean => (values[name] ?? '').trim() !== (start[name] ?? '').trim();
  const fields = Object.fromEntries(
    (entry.fields ?? [])
      .filter(({ name }) => changed(`fields.${name}`))
      .map(({ name }) => [name, (values[`fields.${name}`] ?? '').trim()]),
  );
  return {
    version,
    ...(changed('effectiveOn') ? { effectiveOn: values.effectiveOn?.trim() } : {}),
    ...(changed('decidedBy') ? { decidedBy: values.decidedBy } : {}),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...grounds,
  };
}
