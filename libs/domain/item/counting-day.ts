import { dayOfInstant } from '../due/day.js';
import type { Day } from '../due/due-form.js';
import { countsFrom } from '../due/effective-on.js';
import type { Envelope } from '../events/index.js';

/** The day from which an event counts: its latest effective day, or the day it was recorded. */
export const countingDay = ({ effectiveOn, recordedAt }: Pick<Envelope, 'effectiveOn' | 'recordedAt'>): Day =>
  countsFrom(effectiveOn, dayOfInstant(recordedAt));
