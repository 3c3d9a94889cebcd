import { setTimeout as pause } from 'node:timers/promises';
import { CliError, exitCode } from '../exit-code.js';
import type { ApiClient } from './api-client.js';

/** A CloudEvent as the API streams it; the id is the position. */
export interface LedgerEventMessage {
  readonly id: string;
  readonly time: string;
  readonly type: string;
  readonly subject: string;
  readonly label: string;
  readonly actor: string;
  readonly effectiveon: string;
}

const reconnectMs = 1000;

/**
 * The ledger's events after a position (default: from now on) until the signal. A connection that is
 * lost is taken up again where it ended, so no event is missed and none comes twice.
 */
export async function* eventsOf(
  client: ApiClient,
  after: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<LedgerEventMessage> {
  let last = after === undefined ? undefined : String(after);
  let connected = false;
  while (!signal.aborted) {
    try {
      const stream = await client.stream('/v1/events/stream', last);
      connected = true;
      for await (const event of parseEvents(stream)) {
        last = event.id;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      const lost = !(error instanceof CliError) || error.code === exitCode.unreachable;
      if (!connected || !lost) throw error;
    }
    await pause(reconnectMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Server-sent events' data, each a JSON document (WHATWG HTML §9.2); comments are passed over. */
export async function* parseEvents(stream: AsyncIterable<Uint8Array>): AsyncGenerator<LedgerEventMessage> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice('data:'.length).trimStart())
        .join('\n');
      if (data !== '') yield JSON.parse(data) as LedgerEventMessage;
    }
  }
}
