import { NativeSelect, Radio, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Possibility } from '../../api/answers.js';
import { itemQuery, peopleQuery } from '../../api/queries.js';
import shared from '../../kit/shared.module.css';
import { Digest, lineTitle } from '../item/clearances.js';
import { CommandForm } from '../update/command-form.js';
import { inputId } from '../update/problem-summary.js';
import { filled, useTyped } from '../update/typed.js';
import classes from './clearance.module.css';

interface ClearanceFormProps {
  readonly item: string;
  /** Clearing, objecting: what this person may do now. */
  readonly acts: readonly Possibility[];
  readonly person: string | null;
  /** Of the text on screen: what is sent is about this one and no other. */
  readonly digest: string;
}

/** Clears the text on screen on one line, or objects to it, with a comment. */
export function ClearanceForm({ item, acts, person, digest }: ClearanceFormProps) {
  const [done, setDone] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  return (
    <>
      {done !== null && <p className={`${shared.recorded} ${classes.recorded}`}>{done}</p>}
      <SignOff
        key={round}
        item={item}
        acts={acts}
        person={person}
        digest={digest}
        onDone={(words) => {
          setDone(words);
          setRound(round + 1);
        }}
      />
    </>
  );
}

function SignOff({
  item,
  acts,
  person,
  digest,
  onDone,
}: ClearanceFormProps & { readonly onDone: (words: string) => void }) {
  const detail = useQuery(itemQuery(item, {}));
  const people = useQuery(peopleQuery);
  const lines = detail.data?.lines.map(({ line }) => line) ?? [];
  const held = people.data?.people
    .find(({ id }) => id === person)
    ?.roles.find(({ role, scope }) => role === 'clearance' && scope !== null && lines.includes(scope))?.scope;
  const { values, input } = useTyped({ line: '', comment: '', decision: acts[0]?.act ?? 'clear' });
  const line = values.line === '' ? (held ?? '') : values.line;
  const objects = values.decision === 'object';
  const words = `${objects ? 'Objected' : 'Cleared'} on the line ${lineTitle(line)}.`;
  return (
    <CommandForm
      title="Your clearance"
      level={3}
      quiet
      button={objects ? 'Object' : 'Clear'}
      request={() => ({
        path: `/items/${encodeURIComponent(item)}/sign-offs`,
        body: { digest, ...filled({ ...values, line }) },
      })}
      done={words}
      onDone={() => onDone(words)}
    >
      {(problem) => (
        <>
          <p className={classes.aside}>
            About the text with the digest <Digest digest={digest} />; it lapses when the text changes.
          </p>
          <NativeSelect
            {...input('line', problem)}
            value={line}
            error={problem?.byField.get('line') ?? problem?.byField.get('fields.line')}
            label="Line"
            required
            data={[
              { value: '', label: 'Choose …' },
              ...lines.map((one) => ({ value: one, label: lineTitle(one) })),
            ]}
          />
          <Radio.Group
            id={inputId('decision')}
            label="Decision"
            value={values.decision}
            onChange={(value) => input('decision', problem).onChange({ currentTarget: { value } })}
          >
            {acts.map(({ act, title }) => (
              <Radio key={act} mt={6} value={act} label={title} />
            ))}
          </Radio.Group>
          <Textarea
            {...input('comment', problem)}
            error={problem?.byField.get('comment') ?? problem?.byField.get('fields.comment')}
            label="Comment"
            description={objects ? 'What is wrong with it.' : undefined}
            required={objects}
            dir="auto"
            autosize
            minRows={2}
          />
        </>
      )}
    </CommandForm>
  );
}
