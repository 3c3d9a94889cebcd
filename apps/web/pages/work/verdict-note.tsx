import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconRefresh } from '@tabler/icons-react';
import classes from './quick-update.module.css';
import type { RowVerdict } from './row-verdict.js';

interface VerdictNoteProps {
  readonly id: string;
  readonly verdict: RowVerdict;
  /** Sends the row again, on top of what came between. */
  readonly onAgain: (version: number | null) => void;
  /** Sends what is typed now as an update of its own. */
  readonly onAsWell: () => void;
}

/** A row's verdict, in place: a mark, a word, and what to do about it. */
export function VerdictNote({ id, verdict, onAgain, onAsWell }: VerdictNoteProps) {
  return (
    <div id={id} className={classes.verdict} data-kind={verdict.kind} tabIndex={-1}>
      <Verdict verdict={verdict} onAgain={onAgain} onAsWell={onAsWell} />
    </div>
  );
}

function Verdict({ verdict, onAgain, onAsWell }: Omit<VerdictNoteProps, 'id'>) {
  switch (verdict.kind) {
    case 'sending':
      return <p>Sending …</p>;
    case 'possible':
      return (
        <p>
          <IconCheck size={16} aria-hidden /> Can be saved
        </p>
      );
    case 'saved':
      return (
        <p>
          <IconCheck size={16} aria-hidden /> Saved
        </p>
      );
    case 'refused':
      return (
        <>
          <p>
            <IconAlertTriangle size={16} aria-hidden /> Not saved
          </p>
          <Messages texts={verdict.messages} />
        </>
      );
    case 'changed':
      return (
        <>
          <p>
            <IconRefresh size={16} aria-hidden /> Changed meanwhile; not saved
          </p>
          <Messages texts={verdict.changes} />
          <Button size="xs" variant="default" onClick={() => onAgain(verdict.version)}>
            What I typed still holds: save it
          </Button>
        </>
      );
    case 'sent-before':
      return (
        <>
          <p>
            <IconAlertTriangle size={16} aria-hidden /> An earlier try was saved, as the row was then
          </p>
          <Button size="xs" variant="default" onClick={onAsWell}>
            Save what stands here as well
          </Button>
        </>
      );
    case 'failed':
      return (
        <>
          <p>
            <IconAlertTriangle size={16} aria-hidden /> {verdict.title}
          </p>
          <Messages texts={[verdict.text]} />
          <Button size="xs" variant="default" onClick={() => onAgain(null)}>
            Try again
          </Button>
        </>
      );
  }
}

function Messages({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text} dir="auto">
          {text}
        </li>
      ))}
    </ul>
  );
}
