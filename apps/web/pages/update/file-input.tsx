import { Input } from '@mantine/core';
import { useState } from 'react';
import classes from './update.module.css';

interface FileInputProps {
  readonly id: string;
  /** Of the file chosen before, which a browser does not show again. */
  readonly name: string;
  readonly digest: string | undefined;
  readonly error: string | undefined;
  readonly onFile: (name: string, digest: string) => void;
}

/** A file as evidence: its name and the SHA-256 of its bytes go on record, its contents stay here. */
export function FileInput({ id, name, digest, error, onFile }: FileInputProps) {
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      onFile(file.name, await sha256(file));
      setUnreadable(null);
    } catch {
      setUnreadable('This browser could not read the file. Choose it again, or give a link instead.');
    }
  };
  return (
    <Input.Wrapper
      id={id}
      label="File"
      error={unreadable ?? error}
      description={
        digest === undefined
          ? 'Only its name and its SHA-256 go on record; keep the file.'
          : `${name}, SHA-256 ${digest.slice(0, 12)}…`
      }
    >
      <input
        id={id}
        type="file"
        className={classes.file}
        onChange={({ currentTarget: { files } }) => void choose(files?.[0])}
      />
    </Input.Wrapper>
  );
}

async function sha256(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
