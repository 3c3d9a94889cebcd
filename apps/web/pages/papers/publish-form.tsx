import { Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { dayText } from '../../kit/day-text.js';
import { CommandForm } from '../update/command-form.js';
import { filled, useTyped } from '../update/typed.js';

interface PublishFormProps {
  readonly plan: string;
  readonly asOf: string;
  readonly onCancel: () => void;
}

/** Fixes what the preview shows, under the number that the body gives it. */
export function PublishForm({ plan, asOf, onCancel }: PublishFormProps) {
  const navigate = useNavigate();
  const { values, input } = useTyped({ number: '', session: '', reason: '' });
  return (
    <CommandForm
      title={`Publish the paper as on ${dayText(asOf)}`}
      button="Publish"
      request={() => ({
        path: `/plans/${encodeURIComponent(plan)}/papers`,
        body: { asOf, ...filled(values) },
      })}
      done={`Published: ${values.number}.`}
      onDone={({ stream }) =>
        void navigate({ to: '/papers/$paper', params: { paper: stream.replace(/^paper:/, '') } })
      }
      onCancel={onCancel}
    >
      {(problem) => (
        <>
          <p>What is published stays byte for byte as it is. A mistake gets a corrigendum.</p>
          <TextInput
            {...input('number', problem)}
            label="Number"
            placeholder="GB.340/INS/6"
            required
            dir="auto"
          />
          <TextInput
            {...input('session', problem)}
            label="Session"
            placeholder="340th Session, October–November 2020"
            dir="auto"
          />
          <Textarea {...input('reason', problem)} label="Reason" dir="auto" autosize minRows={2} />
        </>
      )}
    </CommandForm>
  );
}
