import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RebuildsAsked } from '../../api/answers.js';
import { postJson } from '../../api/api-client.js';
import { announce } from '../../kit/announcer.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import shared from '../../kit/shared.module.css';

interface AskButtonProps {
  readonly path: string;
  /** What to say once it is asked for; a worker does it. */
  readonly asked: string;
  /** It is being done already. */
  readonly underWay?: boolean;
  readonly children: ReactNode;
}

/** Asks for a rebuild; asking twice asks for nothing more. */
export function AskButton({ path, asked, underWay = false, children }: AskButtonProps) {
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: () => postJson<RebuildsAsked>(path, {}),
    onSuccess: async () => {
      announce(asked);
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      {!underWay && (
        <Button size="xs" variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
          {children}
        </Button>
      )}
      {ask.isSuccess && <p className={shared.aside}>{asked}</p>}
      {ask.isError && <ProblemAlert error={ask.error} />}
    </>
  );
}
