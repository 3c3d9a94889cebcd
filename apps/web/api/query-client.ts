import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.js';

/** Only what another try can mend is tried again: no answer, or a server that asks for patience. */
const isWorthAnotherTry = (error: Error): boolean =>
  !(error instanceof ApiProblem) || error.body.status === 503 || error.body.status === 502;

/** The pages' memory of the record; the live stream says when to read anew. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 3 && isWorthAnotherTry(error),
        retryDelay: (failures, error) =>
          error instanceof ApiProblem && error.retryAfter !== null
            ? Math.min(error.retryAfter, 10) * 1000
            : 500 * 2 ** failures,
      },
      mutations: { retry: false },
    },
  });
