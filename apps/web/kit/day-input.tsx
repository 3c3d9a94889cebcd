import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { DueReading } from '#projections';
import { dueTextQuery } from '../api/queries.js';
import { dayText, isPlausibleDay } from './day-text.js';
import classes from './kit.module.css';

interface DayInputProps extends Omit<TextInputProps, 'value' | 'inputContainer'> {
  readonly value: string;
  /** A deadline or planned start, or when a fact was true. */
  readonly as: 'due' | 'effectiveOn';
}

/** A day as people write it, with what it would be read as under it while it is typed. */
export function DayInput({ as, value, ...input }: DayInputProps) {
  const [settled] = useDebouncedValue(value.trim(), 250);
  const asked = settled !== '' && settled.length <= 100;
  const reading = useQuery({ ...dueTextQuery(settled), enabled: asked });
  const words = !asked || value.trim() === '' || reading.data === undefined ? '' : wordsFor(reading.data, as);
  // What is wrong with it is said once.
  const saysMore = typeof input.error !== 'string' || !input.error.startsWith(words);
  return (
    <div className={classes.dayInput}>
      <TextInput {...input} value={value} autoComplete="off" dir="auto" />
      <p className={classes.reading} role="status">
        {saysMore ? words : ''}
      </p>
    </div>
  );
}

/** "Read as 30 June 2021", or every reading there is, or what could be written instead. */
function wordsFor(reading: DueReading, as: DayInputProps['as']): string {
  const { due, effectiveOn, problem, text } = reading;
  if (as === 'effectiveOn') {
    if (effectiveOn === null) return problem ?? '';
    const { earliest, latest } = effectiveOn;
    if (latest === null) return 'On a day not stated: it counts from the day it is recorded.';
    if (earliest === null) return `Some day up to ${dayText(latest)}; it counts from then.`;
    if (earliest === latest) return isPlausibleDay(text) ? dayText(latest) : `Read as ${dayText(latest)}.`;
    return `Between ${dayText(earliest)} and ${dayText(latest)}; it counts from the later.`;
  }
  if (due === null) return problem ?? '';
  if (due.readings.length > 1)
    return `${due.readings.length} readings: ${due.readings
      .map(({ meaning, latest }) => `${meaning}, until ${dayText(latest)}`)
      .join('; ')}. The later counts.`;
  return due.earliest === due.latest || due.kind === 'deadline'
    ? `Until ${dayText(due.latest)}.`
    : `From ${dayText(due.earliest)} until ${dayText(due.latest)}.`;
}
