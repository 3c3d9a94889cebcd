import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Spoken } from '../../kit/spoken.js';
import { type EvidenceKind, type EvidenceRow, emptyEvidence } from './draft.js';
import { FileInput } from './file-input.js';
import { inputId } from './problem-summary.js';
import classes from './update.module.css';
import type { UpdateProblem } from './update-problem.js';

interface EvidenceFieldsProps {
  readonly rows: readonly EvidenceRow[];
  readonly problem: UpdateProblem | null;
  readonly required: boolean;
  readonly onRows: (rows: readonly EvidenceRow[]) => void;
}

const evidenceKinds: readonly { readonly value: EvidenceKind; readonly label: string }[] = [
  { value: 'paragraph', label: 'Paragraph of a paper' },
  { value: 'link', label: 'Link' },
  { value: 'file', label: 'File' },
];

/** Rows of what shows that it was done; an empty row is not sent. */
export function EvidenceFields({ rows, problem, required, onRows }: EvidenceFieldsProps) {
  const change = (row: number, changes: Partial<EvidenceRow>): void =>
    onRows(rows.map((one) => (one.row === row ? { ...one, ...changes } : one)));
  // A digest belongs to the file that was chosen.
  const changeKind = (row: number, kind: EvidenceKind): void =>
    onRows(
      rows.map((one) => (one.row === row ? { row, kind, reference: one.reference, title: one.title } : one)),
    );
  const missing = problem?.byField.get('evidence');
  return (
    <fieldset className={classes.evidence} id={inputId('evidence')} tabIndex={-1}>
      <legend>
        Evidence{required && <span aria-hidden> *</span>}
        {required && <Spoken> (required)</Spoken>}
      </legend>
      {missing !== undefined && <p className={classes.fieldError}>{missing}</p>}
      {rows.map(({ row, kind, reference, title, digest }, place) => (
        <div key={row} className={classes.evidenceRow}>
          <NativeSelect
            label="Kind"
            data={[...evidenceKinds]}
            value={kind}
            onChange={({ currentTarget: { value } }) =>
              changeKind(row, evidenceKinds.find((one) => one.value === value)?.value ?? 'paragraph')
            }
          />
          {kind === 'file' ? (
            <FileInput
              id={inputId(`evidence.${place}.reference`)}
              name={reference}
              digest={digest}
              error={problem?.byField.get(`evidence.${place}.reference`)}
              onFile={(name, sha256) => change(row, { reference: name, digest: sha256 })}
            />
          ) : (
            <TextInput
              id={inputId(`evidence.${place}.reference`)}
              label="Reference"
              placeholder={kind === 'link' ? 'https://…' : 'GB.340/INS/6 ¶44'}
              dir="auto"
              error={problem?.byField.get(`evidence.${place}.reference`)}
              value={reference}
              onChange={({ currentTarget: { value } }) => change(row, { reference: value })}
            />
          )}
          <TextInput
            id={inputId(`evidence.${place}.title`)}
            label="What it is"
            dir="auto"
            error={problem?.byField.get(`evidence.${place}.title`)}
            value={title}
            onChange={({ currentTarget: { value } }) => change(row, { title: value })}
          />
          <CloseButton
            aria-label={`Remove evidence ${place + 1}`}
            onClick={() => onRows(rows.filter((one) => one.row !== row))}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onRows([...rows, emptyEvidence(Math.max(-1, ...rows.map(({ row }) => row)) + 1)])}
      >
        Add evidence
      </Button>
    </fieldset>
  );
}
