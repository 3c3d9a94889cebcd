import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Person } from '../../api/answers.js';
import { peopleQuery } from '../../api/queries.js';
import { CommandForm } from '../update/command-form.js';
import { filled, useTyped } from '../update/typed.js';
import { roleText } from './held.js';

interface DelegateFormProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Lets another person do what this one holds, from a day to a day. */
export function DelegateForm({ person, onClose }: DelegateFormProps) {
  const people = useQuery(peopleQuery);
  const { values, input } = useTyped({ to: '', what: 'owner', from: '', until: '', reason: '' });
  const others = (people.data?.people ?? []).filter(({ id, erased }) => id !== person.id && !erased);
  const held = person.roles.filter(({ role }) => role !== 'administrator');
  const [role, scope] = values.what.split(' ');
  return (
    <CommandForm
      title="Delegate"
      level={3}
      button="Delegate"
      request={() => ({
        path: `/people/${encodeURIComponent(person.id)}/delegations`,
        body: filled({
          to: values.to,
          role,
          scope,
          from: values.from,
          until: values.until,
          reason: values.reason,
        }),
      })}
      done="Delegated."
      onDone={onClose}
      onCancel={onClose}
    >
      {(problem) => (
        <>
          <NativeSelect
            {...input('to', problem)}
            label="To"
            required
            data={[
              { value: '', label: 'Choose …' },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <NativeSelect
            {...input('what', problem)}
            error={problem?.byField.get('role') ?? problem?.byField.get('scope')}
            label="What they may do"
            data={[
              { value: 'owner', label: 'Items one is focal point or officer-in-charge of' },
              ...held.map((one) => ({
                value: one.scope === null ? one.role : `${one.role} ${one.scope}`,
                label: roleText(one),
              })),
            ]}
          />
          <TextInput {...input('from', problem)} type="date" label="From" description="Left empty: today." />
          <TextInput
            {...input('until', problem)}
            type="date"
            label="Until"
            description="Left empty: until ended."
          />
          <TextInput {...input('reason', problem)} label="Reason" dir="auto" />
        </>
      )}
    </CommandForm>
  );
}
