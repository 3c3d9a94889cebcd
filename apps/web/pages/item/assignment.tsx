import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ItemDetail } from '#projections';
import { bodiesQuery, peopleQuery } from '../../api/queries.js';
import shared from '../../kit/shared.module.css';
import { CommandForm } from '../update/command-form.js';
import { filled, useTyped } from '../update/typed.js';
import classes from './item.module.css';

/** Who answers for an item, said by a registrar. */
export function Assignment({ detail }: { readonly detail: ItemDetail }) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(false);
    place.current?.focus();
  };
  return (
    <div ref={place} tabIndex={-1} className={classes.assignment}>
      {open ? (
        <AssignmentForm
          detail={detail}
          onDone={() => {
            setDone(true);
            close();
          }}
          onCancel={close}
        />
      ) : (
        <>
          {done && <p className={`${shared.recorded} ${classes.recorded}`}>Recorded: who answers for it.</p>}
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            Say who answers for it
          </Button>
        </>
      )}
    </div>
  );
}

interface AssignmentFormProps {
  readonly detail: ItemDetail;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function AssignmentForm({ detail, onDone, onCancel }: AssignmentFormProps) {
  const people = useQuery(peopleQuery);
  const { values, input } = useTyped({ owner: detail.owner ?? '', deputy: detail.deputy ?? '' });
  const bodies = useQuery(bodiesQuery);
  const known = (people.data?.people ?? []).filter(({ erased }) => !erased);
  const choices = [
    { group: 'People', items: known.map(({ id, name }) => ({ value: id, label: name })) },
    {
      group: 'Bodies',
      items: (bodies.data?.bodies ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
  return (
    <CommandForm
      title="Who answers for it"
      level={3}
      button="Record"
      version={detail.version}
      request={() => ({ path: `/items/${encodeURIComponent(detail.item)}/assignment`, body: filled(values) })}
      done="Recorded: who answers for it."
      onDone={onDone}
      onCancel={onCancel}
    >
      {(problem) => (
        <>
          <NativeSelect
            {...input('owner', problem)}
            label="Focal point"
            required
            data={[{ value: '', label: 'Choose …' }, ...choices]}
          />
          <NativeSelect
            {...input('deputy', problem)}
            label="Officer-in-charge"
            description="Stands in for the focal point."
            data={[{ value: '', label: 'Nobody' }, ...choices]}
          />
        </>
      )}
    </CommandForm>
  );
}
