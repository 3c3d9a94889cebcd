import type { ItemDetail } from '#projections';
import { dayText } from '../../kit/day-text.js';
import { Fact } from './fact.js';
import classes from './item.module.css';

type DueForm = NonNullable<ItemDetail['due']>['original'];

const timely = {
  'on time': 'Done on time',
  late: 'Done late',
  unknown: 'Whether it was done on time cannot be told',
} as const;

/** The deadline to the letter, what it means, and how the item stands to it. */
export function DueFacts({ detail }: { readonly detail: ItemDetail }) {
  const { due, extensionRequest: extension, start, timeliness } = detail;
  return (
    <>
      <Fact title="Due by">
        {due === null || due.original.text !== detail.dueText ? (
          <Undated text={detail.dueText} />
        ) : (
          <DueMeaning form={due.original} />
        )}
      </Fact>
      {due !== null && due.revised !== null && (
        <Fact title="Revised to">
          <DueMeaning form={due.revised} />
        </Fact>
      )}
      {extension !== null && (
        <Fact title="Extension asked for">
          <DueMeaning form={extension.due} />
          <span className={classes.meaning}>
            by <bdi>{extension.byName}</bdi>
            {extension.reason !== null && (
              <>
                : <span dir="auto">{extension.reason}</span>
              </>
            )}
          </span>
        </Fact>
      )}
      {start !== null && (
        <Fact title="Planned start">
          <span dir="auto">{start.text}</span>
          {start.standing !== null && (
            <span className={classes.meaning}>
              {start.standing === 'missed' ? 'missed the due date' : `${start.standing} the due date`}
            </span>
          )}
        </Fact>
      )}
      {timeliness !== null && <Fact title="Timeliness">{timely[timeliness]}</Fact>}
    </>
  );
}

/** Words that stand for a due date, and name none. */
function Undated({ text }: { readonly text: string | null }) {
  if (text === null) return 'None';
  return (
    <>
      <span dir="auto">{text}</span>
      <span className={classes.meaning}>no date</span>
    </>
  );
}

/** A due text to the letter, and what it means. */
export function DueMeaning({ form }: { readonly form: DueForm }) {
  return (
    <>
      <span dir="auto">{form.text}</span>
      {form.readings.length > 1 ? (
        form.readings.map(({ meaning, latest }) => (
          <span key={meaning} className={classes.meaning}>
            read as {meaning}: until {dayText(latest)}
          </span>
        ))
      ) : (
        <span className={classes.meaning}>
          {form.kind === 'period'
            ? `${dayText(form.earliest)} to ${dayText(form.latest)}`
            : `until ${dayText(form.latest)}`}
        </span>
      )}
    </>
  );
}
