import { TextInput } from '@mantine/core';
import { CommandForm } from '../update/command-form.js';
import { filled, useTyped } from '../update/typed.js';
import { type Held, roleText } from './held.js';

interface EndFormProps {
  readonly person: string;
  readonly held: Held;
  readonly what: 'roles' | 'delegations';
  /** To whom it was delegated. */
  readonly to?: string;
  readonly onClose: () => void;
}

/** Ends a role or a delegation with a day. */
export function EndForm({ person, held, what, to = '', onClose }: EndFormProps) {
  const { values, input } = useTyped({ until: '' });
  const { role, scope } = held;
  return (
    <CommandForm
      title={`End: ${roleText(held)}`}
      level={3}
      button="End it"
      request={() => ({
        path: `/people/${encodeURIComponent(person)}/${what}/end`,
        body: filled({ to, role, scope: scope ?? '', until: values.until }),
      })}
      done={`Ended: ${roleText(held)}.`}
      onDone={onClose}
      onCancel={onClose}
    >
      {(problem) => (
        <TextInput
          {...input('until', problem)}
          type="date"
          label="Its last day"
          description="Left empty: today."
        />
      )}
    </CommandForm>
  );
}
