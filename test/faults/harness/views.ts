import { isDeepStrictEqual } from 'node:util';
import { foldItem, type ItemEvent, parseEffectiveOn, type Recorded } from '#domain';
import type { ItemDetail, ItemHistory } from '#projections';
import type { HttpCaller } from '../../e2e/harness/http-caller.js';

interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly streamversion: number;
  readonly actor: string;
  readonly commandid: string;
  readonly correlationid: string;
  readonly decidedby?: string;
  readonly effectiveon: string;
  readonly data: ItemEvent['data'] & Readonly<Record<string, unknown>>;
}

/** Every event there is, over HTTP, a page at a time. */
export async function allEvents(http: HttpCaller): Promise<readonly CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (;;) {
    const page = await http.get<readonly CloudEvent[]>(`/v1/events?after=${events.length}&limit=1000`);
    events.push(...page);
    if (page.length < 1000) return events;
  }
}

/** What of which item its views, once they reflect the whole log, tell otherwise than a fold of its events does. */
export async function itemsUnlikeFold(http: HttpCaller): Promise<readonly string[]> {
  const events = await allEvents(http);
  const items = new Map<string, CloudEvent[]>();
  for (const event of events) items.set(event.subject, [...(items.get(event.subject) ?? []), event]);
  const unlike: string[] = [];
  for (const [stream, own] of items) {
    if (!stream.startsWith('item:')) continue;
    const item = stream.slice('item:'.length);
    const folded = foldItem(own.map(recorded));
    const seen = await http.get<ItemDetail>(`/v1/items/${item}?waitFor=${events.length}`);
    const history = await http.get<ItemHistory>(`/v1/items/${item}/history?waitFor=${events.length}`);
    const inView = {
      ...{ version: seen.version, state: seen.state, progress: seen.progress, evidence: seen.evidence },
      history: history.entries.map(({ position, version, type }) => ({ position, version, type })),
    };
    const inLog = {
      version: folded?.version ?? 0,
      state: folded?.state ?? '',
      progress: folded?.progress ?? null,
      evidence: folded?.evidence ?? [],
      history: own.map((event) => ({
        ...{ position: Number(event.id), version: event.streamversion, type: nameOf(event.type) },
      })),
    };
    for (const what of ['version', 'state', 'progress', 'evidence', 'history'] as const)
      if (!isDeepStrictEqual(inView[what], inLog[what])) unlike.push(`${what} of item ${item}`);
  }
  return unlike;
}

const nameOf = (type: string): string => type.slice('actum.'.length);

/** An entry as the fold takes it; only streams of items are folded here. */
function recorded(event: CloudEvent): Recorded<ItemEvent> {
  const parsed = parseEffectiveOn(event.effectiveon);
  if (!parsed.ok) throw new Error(`entry ${event.id} is effective on “${event.effectiveon}”`);
  return {
    type: nameOf(event.type),
    data: event.data,
    ledger: 'main',
    position: Number(event.id),
    stream: event.subject,
    version: event.streamversion,
    schemaVersion: 1,
    recordedAt: event.time,
    effectiveOn: parsed.effectiveOn,
    decidedBy: event.decidedby ?? null,
    actor: event.actor,
    commandId: event.commandid,
    correlationId: event.correlationid,
    causationId: null,
  } as Recorded<ItemEvent>;
}
