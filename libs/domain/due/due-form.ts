/** A calendar day, `YYYY-MM-DD`, proleptic Gregorian, without a time zone. */
export type Day = string;

/** An instant, RFC 3339 in UTC with microseconds at most, `2020-09-30T00:00:00Z`. */
export type Instant = string;

export type Precision = 'day' | 'half-month' | 'month' | 'quarter' | 'half-year' | 'year' | 'period';

/** A stretch of days under a name of the organisation's own: "Term 1 2025". */
export interface Period {
  readonly name: string;
  readonly from: Day;
  /** Its last day. */
  readonly until: Day;
}

/**
 * A due text as written, with what it means. For a deadline `earliest` is the latest day of its
 * strictest reading; for a period it is the period's first day. `latest` is the last day on which
 * what is due is not yet late, by the most lenient reading.
 */
export interface DueForm {
  /** To the letter as written: "By mid-2020", "2019–20". */
  readonly text: string;
  readonly kind: 'deadline' | 'period';
  readonly earliest: Day;
  readonly latest: Day;
  readonly precision: Precision;
  /** More than one where the text can be read in more than one way ("By October 2019"). */
  readonly readings: readonly DueReading[];
}

export interface DueReading {
  readonly earliest: Day;
  readonly latest: Day;
  /** In words: "before October 2019 begins". */
  readonly meaning: string;
}

/**
 * When a fact was true. A view counts it from `latest`; `latest` is null only for "not stated",
 * which counts from the day it was recorded. `earliest` is null where nothing bounds it ("by DAY").
 */
export interface EffectiveOn {
  /** To the letter as written: "2020-10-02", "2019", "by 2020-09-30", "not stated". */
  readonly text: string;
  readonly earliest: Day | null;
  readonly latest: Day | null;
}
