import { Checkbox, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { itemsQuery, typesQuery } from '../../api/queries.js';
import type { OwnFieldProps } from './own-field-props.js';
import { inputId } from './problem-summary.js';

/** The states of the item waited for, any of which will do; sent as ids with commas between. */
export function StatesField({ field, values, error, onValue }: OwnFieldProps) {
  const types = useQuery(typesQuery);
  const items = useInfiniteQuery(itemsQuery({}));
  const other = items.data?.pages
    .flatMap((page) => page.items)
    .find(({ item }) => item === values['fields.prerequisite']);
  const states = types.data?.types.find(({ id }) => id === other?.itemType)?.states ?? [];
  return (
    <Checkbox.Group
      id={inputId('fields.states')}
      label="States that will do"
      description="Any one of these is enough."
      required={field.required}
      error={error}
      value={(values['fields.states'] ?? '').split(/,\s*/).filter((state) => state !== '')}
      onChange={(chosen) => onValue('fields.states', chosen.join(', '))}
    >
      {states.length === 0 && (
        <Text size="sm" c="dimmed">
          Choose the item first.
        </Text>
      )}
      {states.map(({ state, title }) => (
        <Checkbox key={state} mt={6} value={state} label={title} />
      ))}
    </Checkbox.Group>
  );
}
