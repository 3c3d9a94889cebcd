import type { QueryClient } from '@tanstack/react-query';
import { authorization, readAtLeast } from './api-client.js';
import { onSessionChange } from './session.js';

/** Waits between two tries to reach the stream, in milliseconds; the last is kept. */
const pauses = [1000, 2000, 5000, 15_000] as const;

/**
 * Follows /v1/events/stream and lets every page that shows the record read it anew. `EventSource` cannot
 * send a bearer token, hence fetch. What was missed in between makes no difference: everything is read anew
 * after each connection. Returns what stops it.
 */
export function followRecord(queries: QueryClient): () => void {
  let stopped = false;
  let connection = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let refresh: ReturnType<typeof setTimeout> | undefined;

  const onPosition = (position: number): void => {
    readAtLeast(position);
    // A reaction follows its cause at once: one reading for both.
    clearTimeout(refresh);
    refresh = setTimeout(() => void queries.invalidateQueries(), 120);
  };
  // A new reading after each connection but the first, for what came while there was none.
  const connect = async (): Promise<void> => {
    const mine = new AbortController();
    connection = mine;
    try {
      const response = await fetch('/v1/events/stream', {
        headers: { ...authorization(), Accept: 'text/event-stream' },
        signal: mine.signal,
      });
      if (response.ok && response.body !== null) {
        if (failures > 0) void queries.invalidateQueries();
        failures = 0;
        await readPositions(response.body, onPosition);
      }
    } catch {
      // Aborted, or the server is away: the next try tells.
    }
    if (stopped || mine.signal.aborted) return;
    const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 15_000;
    failures += 1;
    timer = setTimeout(() => void connect(), pause);
  };
  const reconnect = (): void => {
    connection.abort();
    clearTimeout(timer);
    failures = 0;
    void connect();
  };

  void connect();
  const unsubscribe = onSessionChange(reconnect);
  return () => {
    stopped = true;
    connection.abort();
    clearTimeout(timer);
    clearTimeout(refresh);
    unsubscribe();
  };
}

/** Calls back with each `id:` of a text/event-stream, until it ends. */
async function readPositions(
  body: ReadableStream<Uint8Array>,
  onPosition: (position: number) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const id = /^id: ?(\d+)$/.exec(line)?.[1];
      if (id !== undefined) onPosition(Number(id));
    }
  }
}
