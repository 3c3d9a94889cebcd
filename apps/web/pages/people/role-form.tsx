import { NativeSelect, TextInput } from '@mantine/core';
import { CommandForm } from '../update/command-form.js';
import { filled, useTyped } from '../update/typed.js';

const roles = ['staff', 'clearance', 'approver', 'registrar', 'auditor', 'administrator'] as const;

interface RoleFormProps {
  readonly person: string;
  readonly onClose: () => void;
}

/** Gives a role from a day on. */
export function RoleForm({ person, onClose }: RoleFormProps) {
  const { values, input } = useTyped({ role: 'staff', scope: '', from: '', until: '' });
  return (
    <CommandForm
      title="Give a role"
      level={3}
      button="Give it"
      request={() => ({ path: `/people/${encodeURIComponent(person)}/roles`, body: filled(values) })}
      done={`Given: ${values.role}.`}
      onDone={onClose}
      onCancel={onClose}
    >
      {(problem) => (
        <>
          <NativeSelect {...input('role', problem)} label="Role" data={[...roles]} />
          <TextInput
            {...input('scope', problem)}
            label="For"
            description="The line that is cleared, or the body whose items are approved. Left empty: all."
          />
          <TextInput {...input('from', problem)} type="date" label="From" description="Left empty: today." />
          <TextInput
            {...input('until', problem)}
            type="date"
            label="Until"
            description="Left empty: until ended."
          />
        </>
      )}
    </CommandForm>
  );
}
