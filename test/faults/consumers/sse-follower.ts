import { setTimeout as pause } from 'node:timers/promises';
import { fetch } from 'undici';
import type { Json } from '#ledger';
import { Consumer, type Line } from '../harness/consumer.js';
import { toldLine } from '../harness/entry.js';

const AGAIN_AFTER_MS = 50;

/** Follows `/v1/events/stream` as a browser would: after a break it resumes with the last id it was given. */
export function sseFollower(name: string, url: () => string, withinMs: number): Consumer {
  return new Consumer({ name, withinMs }, async function* (signal) {
    let last: string | null = null;
    while (!signal.aborted) {
      try {
        const from: Record<string, string> = last === null ? {} : { 'last-event-id': last };
        const answer = await fetch(`${url()}/v1/events/stream?after=0`, { signal, headers: from });
        if (answer.status !== 200 || answer.body === null) throw new Error(`It answered ${answer.status}.`);
        let rest = '';
        for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
          const frames = (rest + chunk).split('\n\n');
          rest = frames.pop() ?? '';
          const lines = frames.flatMap(lineOf);
          last = lines.at(-1)?.position.toString() ?? last;
          yield lines;
        }
      } catch {
        await pause(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  });
}

interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly streamversion: number;
  readonly data: Readonly<Record<string, Json>>;
}

/** A frame without data is a comment or a setting. */
function lineOf(frame: string): readonly Line[] {
  const data = frame.split('\n').find((line) => line.startsWith('data: '));
  if (data === undefined) return [];
  const event = JSON.parse(data.slice('data: '.length)) as CloudEvent;
  const { id, subject: stream, streamversion: version } = event;
  const at = { position: Number(id), stream, version, type: event.type.slice('actum.'.length) };
  return [{ position: at.position, text: toldLine(at, event.data) }];
}
