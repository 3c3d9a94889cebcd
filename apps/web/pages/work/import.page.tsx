import { Button, Input } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportAnswer } from '../../api/answers.js';
import { getText, newCommandKey, postJson, readAtLeast } from '../../api/api-client.js';
import { useSession } from '../../api/session.js';
import { announce } from '../../kit/announcer.js';
import { Notice } from '../../kit/notice.js';
import { Page } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import { ImportReport } from './import-report.js';
import { saveFile } from './save-file.js';
import { SignInFirst } from './sign-in-first.js';
import classes from './work.module.css';
import { WorkTabs } from './work-tabs.js';

const title = 'Update by spreadsheet';

interface Sheet {
  readonly name: string;
  readonly text: string;
  /** The command's key, made once for this file: however often it is sent, each row is recorded once. */
  readonly key: string;
}

/** Many items by a spreadsheet: download, fill in, look at each row's verdict, and only then save. */
export function ImportPage() {
  return (useSession()?.person ?? null) === null ? (
    <SignInFirst title={title} back="/work/import" />
  ) : (
    <Import />
  );
}

function Import() {
  const queries = useQueryClient();
  const report = useRef<HTMLDivElement>(null);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const download = useMutation({
    mutationFn: () => getText('/imports/sheet', { mine: true }),
    onSuccess: (text) => saveFile('updates.csv', text),
  });
  const send = useMutation({
    mutationFn: async ({ dryRun, of }: { readonly dryRun: boolean; readonly of: Sheet }) =>
      await postJson<ImportAnswer>(
        `/imports${dryRun ? '?dryRun=true' : ''}`,
        { sheet: of.text },
        dryRun ? {} : { key: of.key },
      ),
    onSuccess: async (answer) => {
      if (answer.position !== null) readAtLeast(answer.position);
      if (!answer.dryRun) await queries.invalidateQueries();
      announce(answer.dryRun ? 'Each row has its verdict.' : 'The sheet is imported.');
      report.current?.focus();
    },
  });
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = await file.text();
    // Characters that are no UTF-8 come back as this one.
    if (text.includes('\uFFFD')) {
      setUnreadable('This file is not in UTF-8. Save it as “CSV UTF-8”, and choose it again.');
      return;
    }
    const chosen = { name: file.name, text, key: newCommandKey() };
    setUnreadable(null);
    setSheet(chosen);
    send.mutate({ dryRun: true, of: chosen });
  };
  const canBeSaved = send.data?.dryRun === true ? (send.data.counts['would-be-accepted'] ?? 0) : 0;
  return (
    <Page
      title={title}
      above={<WorkTabs />}
      lead="Download your items, fill in what has changed, and choose the file again. Nothing is saved before you have seen what each row would do."
    >
      <div className={classes.sheet}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          Download as CSV
        </Button>
        <Input.Wrapper
          id="sheet"
          label="Filled-in sheet"
          description="CSV in UTF-8, as it was downloaded; commas, semicolons or tabs."
          error={unreadable}
        >
          <input
            id="sheet"
            type="file"
            accept=".csv,text/csv"
            className={classes.file}
            onChange={({ currentTarget }) => {
              void choose(currentTarget.files?.[0]);
              // The same file, mended, can be chosen again.
              currentTarget.value = '';
            }}
          />
        </Input.Wrapper>
      </div>
      {download.isError && <ProblemAlert error={download.error} />}
      {send.isPending && <p>Looking at {sheet?.name} …</p>}
      {send.isError && (
        <ProblemAlert
          error={send.error}
          onRetry={() => send.variables !== undefined && send.mutate(send.variables)}
        />
      )}
      <div ref={report} tabIndex={-1} className={classes.report}>
        {send.isSuccess && (
          <>
            <h2>
              {send.data.dryRun ? 'What would become of ' : 'What became of '}
              <bdi>{sheet?.name}</bdi>
            </h2>
            {send.data.otherColumns.length > 0 && (
              <Notice tone="wait" title="Columns that mean nothing here">
                <p dir="auto">{send.data.otherColumns.join(', ')}</p>
              </Notice>
            )}
            <ImportReport answer={send.data} />
            <div className={classes.sheetButtons}>
              {send.data.dryRun && sheet !== null && (
                <Button disabled={canBeSaved === 0} onClick={() => send.mutate({ dryRun: false, of: sheet })}>
                  {canBeSaved === 1 ? 'Save 1 row' : `Save ${canBeSaved} rows`}
                </Button>
              )}
              {send.data.refused !== null && (
                <Button
                  variant="default"
                  leftSection={<IconDownload size={16} aria-hidden />}
                  onClick={() => saveFile('still-open.csv', send.data.refused ?? '')}
                >
                  Download the rows still open
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
