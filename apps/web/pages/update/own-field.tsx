import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { dueTextQuery, itemQuery, itemsQuery } from '../../api/queries.js';
import { DayInput } from '../../kit/day-input.js';
import type { OwnFieldProps } from './own-field-props.js';
import { inputId } from './problem-summary.js';
import { StatesField } from './states-field.js';

const asAsked = 'Left empty: as asked for.';
const dueHelp = 'A day, or as a paper has it: “2020”, “By end 2020”, “By mid-2021”, “October 2020”.';

/** The input for one field of a step, by what the field is about. */
export function OwnField(props: OwnFieldProps) {
  const { act, field, detail, values, error, onValue } = props;
  const path = `fields.${field.name}`;
  const common = {
    id: inputId(path),
    label: capitalized(field.title),
    required: field.required,
    error,
    value: values[path] ?? '',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => onValue(path, value),
  };
  switch (field.name) {
    case 'start':
    case 'due':
      return <DayInput {...common} as="due" description={act === 'extend-due' ? asAsked : dueHelp} />;
    case 'latest':
      return <LatestField {...props} common={common} />;
    case 'unchanged':
      return (
        <Checkbox
          id={common.id}
          label="No change since the last report"
          error={error}
          checked={common.value !== ''}
          onChange={({ currentTarget: { checked } }) => onValue(path, checked ? 'yes' : '')}
        />
      );
    case 'relation':
      return <NativeSelect {...common} label="Relation" data={[choose, ...relations]} />;
    case 'reference':
      return (
        <TextInput
          {...common}
          dir="auto"
          description="For what is no item here: a paper, a resolution, a law."
        />
      );
    case 'outcome':
      if (act === 'copy-outcome') return <OutcomeField {...props} common={common} />;
      return (
        <TextInput
          {...common}
          dir="auto"
          description="How it is called, such as its number: “Outcome 2.1”."
        />
      );
    case 'prerequisite':
    case 'successor':
    case 'item':
      return <ItemField {...props} common={common} />;
    case 'states':
      return <StatesField {...props} />;
    case 'part':
      return (
        <NativeSelect
          {...common}
          data={[
            choose,
            ...detail.partsList
              .filter(({ done }) => !done)
              .map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      );
    case 'phrase':
      return (
        <TextInput
          {...common}
          dir="auto"
          description="How a paper says what it waits for: “following the revision of …”."
        />
      );
    case 'digest':
      return (
        <TextInput
          {...common}
          autoComplete="off"
          description="SHA-256 of the text’s file, in hex. Left empty: of the text as the record has it."
        />
      );
    case 'text':
    case 'comment':
      return (
        <Textarea
          {...common}
          dir="auto"
          autosize
          minRows={3}
          description={act === 'copy-outcome' ? 'To the letter, as the item above has it.' : undefined}
        />
      );
    default:
      return <TextInput {...common} dir="auto" />;
  }
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An outcome of the item chosen above; its text is copied to the letter, which nobody can type. */
function OutcomeField({ values, onValue, common }: OwnFieldProps & { readonly common: CommonProps }) {
  const source = values['fields.item'] ?? '';
  const item = useQuery({ ...itemQuery(source, {}), enabled: source !== '' });
  const outcomes = item.data?.outcomes ?? [];
  return (
    <NativeSelect
      {...common}
      data={[choose, ...outcomes.map(({ outcome }) => outcome)]}
      description={
        item.data !== undefined && outcomes.length === 0
          ? 'That item has no outcomes.'
          : 'Choose the item first.'
      }
      onChange={({ currentTarget: { value } }) => {
        onValue('fields.outcome', value);
        onValue('fields.text', outcomes.find(({ outcome }) => outcome === value)?.text ?? '');
      }}
    />
  );
}

const relations = [
  { value: 'derives-from', label: 'Derives from' },
  { value: 'cites', label: 'Cites' },
  { value: 'succeeds', label: 'Succeeds' },
];

const choose = { value: '', label: 'Choose …' };

interface CommonProps {
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
}

function ItemField({ act, detail, onValue, common }: OwnFieldProps & { readonly common: CommonProps }) {
  const items = useInfiniteQuery(itemsQuery({}));
  const removes = act === 'remove-prerequisite';
  const waitsFor = new Set(detail.prerequisites.map(({ item }) => item));
  const others = (items.data?.pages.flatMap((page) => page.items) ?? []).filter(({ item }) =>
    removes ? waitsFor.has(item) : item !== detail.item,
  );
  return (
    <NativeSelect
      {...common}
      onChange={(event) => {
        common.onChange(event);
        // Another item has other outcomes.
        if (act === 'copy-outcome') for (const name of ['outcome', 'text']) onValue(`fields.${name}`, '');
      }}
      data={[
        choose,
        ...others.map(({ item, number, title }) => ({
          value: item,
          label: number === null ? title : `${number}. ${title}`,
        })),
      ]}
    />
  );
}

/** Asked for only where the text that it belongs to names no day itself. */
function LatestField({ values, common }: OwnFieldProps & { readonly common: CommonProps }) {
  const [text] = useDebouncedValue((values['fields.due'] ?? values['fields.start'] ?? '').trim(), 250);
  const reading = useQuery({ ...dueTextQuery(text), enabled: text !== '' && text.length <= 100 });
  if (common.value === '' && (text === '' || reading.data?.due !== null)) return null;
  return (
    <TextInput {...common} type="date" description="The text names no day itself: the last one in time." />
  );
}
