import { Button, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Viewpoint } from '../api/queries.js';
import { announce } from '../kit/announcer.js';
import { dayText, isPlausibleDay, knownAtText } from '../kit/day-text.js';
import classes from './viewpoint.module.css';

interface ViewpointBarProps {
  readonly viewpoint: Viewpoint;
  /** The record's today, once known. */
  readonly today: string | undefined;
  /** Days worth a button of their own. */
  readonly presets: readonly { readonly label: string; readonly day: string }[];
  readonly onChange: (viewpoint: Viewpoint) => void;
}

/** From which day, and from which state of the record, the page is looked at. */
export function ViewpointBar({ viewpoint, today, presets, onChange }: ViewpointBarProps) {
  const { asOf, knownAt } = viewpoint;
  const knownDay = knownAt === undefined || isPlausibleDay(knownAt) ? knownAt : undefined;
  const change = (next: Viewpoint): void => {
    onChange(next);
    announce(next.asOf === undefined ? 'Showing today.' : `Showing ${dayText(next.asOf)}.`);
  };
  return (
    <fieldset className={classes.bar} aria-label="Look at another day">
      <DayField
        label="As on day"
        day={asOf ?? today}
        onDay={(day) => change({ asOf: day === today ? undefined : day, knownAt })}
      />
      <DayField
        label="As on record on"
        day={knownDay}
        onDay={(day) => change({ asOf, knownAt: day })}
        onClear={() => change({ asOf, knownAt: undefined })}
      />
      <div className={classes.presets}>
        {presets.map(({ label, day }) => (
          <Button
            key={label}
            variant="default"
            size="sm"
            aria-pressed={asOf === day && knownAt === undefined}
            onClick={() => change({ asOf: day, knownAt: undefined })}
          >
            {label}
          </Button>
        ))}
        <Button
          variant="default"
          size="sm"
          aria-pressed={asOf === undefined && knownAt === undefined}
          onClick={() => change({})}
        >
          Today
        </Button>
      </div>
    </fieldset>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly day: string | undefined;
  readonly onDay: (day: string) => void;
  readonly onClear?: () => void;
}

/** A day as typed so far; only a whole, plausible one is passed on. */
function DayField({ label, day, onDay, onClear }: DayFieldProps) {
  const [typed, setTyped] = useState(day ?? '');
  useEffect(() => setTyped(day ?? ''), [day]);
  return (
    <TextInput
      type="date"
      size="sm"
      label={label}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        if (isPlausibleDay(value)) onDay(value);
        else if (value === '') onClear?.();
      }}
    />
  );
}

/** Says plainly that the page does not show today, and leads back. */
export function ViewpointBanner({
  viewpoint,
  onToday,
}: {
  readonly viewpoint: Viewpoint;
  readonly onToday: () => void;
}) {
  const { asOf, knownAt } = viewpoint;
  if (asOf === undefined && knownAt === undefined) return null;
  return (
    <aside className={classes.banner} aria-label="Another day">
      <IconHistory size={20} aria-hidden />
      <p>
        {asOf === undefined ? (
          'You are looking at today'
        ) : (
          <>
            You are looking at <strong>{dayText(asOf)}</strong>
          </>
        )}
        {knownAt === undefined ? (
          ', with everything on record now.'
        ) : (
          <>
            , as on record on <strong>{knownAtText(knownAt)}</strong>. What was recorded later does not count.
          </>
        )}
      </p>
      <Button size="xs" variant="default" onClick={onToday}>
        Back to today
      </Button>
    </aside>
  );
}
