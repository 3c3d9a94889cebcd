import type { ItemDetail } from '#projections';
import { PersonName } from '../../kit/person-name.js';
import { DueMeaning } from './due-facts.js';
import classes from './item.module.css';

/** The later due date that was asked for, beside the one that holds: for whoever approves or declines it. */
export function ExtensionAsked({ detail }: { readonly detail: ItemDetail }) {
  const { due, extensionRequest: extension } = detail;
  if (extension === null) return null;
  const present = due?.revised ?? due?.original ?? null;
  return (
    <dl className={classes.extension} aria-label="The extension asked for">
      <div>
        <dt>Now due</dt>
        <dd>{present === null ? 'No date yet' : <DueMeaning form={present} />}</dd>
      </div>
      <div>
        <dt>Asked for</dt>
        <dd>
          <DueMeaning form={extension.due} />
        </dd>
      </div>
      <div>
        <dt>By</dt>
        <dd>
          <PersonName id={extension.by} name={extension.byName} />
        </dd>
      </div>
      {extension.reason !== null && (
        <div>
          <dt>Reason</dt>
          <dd dir="auto">{extension.reason}</dd>
        </div>
      )}
    </dl>
  );
}
