import { Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ItemSummary } from '#projections';
import type { ListSearch } from '../../shell/search.js';
import classes from './items.module.css';

interface ListFiltersProps {
  readonly list: ListSearch;
  readonly rows: readonly ItemSummary[];
  readonly shown: number;
  readonly person: string | null;
  readonly onChange: (list: ListSearch) => void;
}

/** Search by words, overdue only, one's own only; and how many that leaves. */
export function ListFilters({ list, rows, shown, person, onChange }: ListFiltersProps) {
  const [words, setWords] = useState(list.q ?? '');
  useEffect(() => setWords(list.q ?? ''), [list.q]);
  const overdue = rows.filter((row) => row.overdue).length;
  return (
    <search className={classes.filters}>
      <TextInput
        className={classes.search}
        type="search"
        size="sm"
        label="Search"
        placeholder="A word, a name, a number"
        dir="auto"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={({ currentTarget: { value } }) => {
          setWords(value);
          onChange({ ...list, q: value === '' ? undefined : value });
        }}
      />
      <Checkbox
        label={`Overdue (${overdue})`}
        checked={list.overdue ?? false}
        onChange={({ currentTarget: { checked } }) => onChange({ ...list, overdue: checked || undefined })}
      />
      {person !== null && (
        <Checkbox
          label="Mine"
          checked={list.mine ?? false}
          onChange={({ currentTarget: { checked } }) => onChange({ ...list, mine: checked || undefined })}
        />
      )}
      <p className={classes.count} role="status">
        {shown === rows.length
          ? `${rows.length} items, ${overdue} overdue`
          : `${shown} of ${rows.length} items`}
      </p>
    </search>
  );
}
