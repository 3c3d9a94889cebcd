import { once } from 'node:events';
import { type BeforeApplicationShutdown, Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { LEDGER } from '#application';
import type { Ledger, StoredEvent } from '#ledger';
import { Answers } from '../http/answers.decorator.js';
import { count } from '../http/fields.js';
import { invalidRequest } from '../http/problem.js';
import { cloudEvent, toCloudEvent } from './cloud-event.js';
import { followLedger } from './event-stream.js';

const afterQuery = z.strictObject({
  after: count(0, Number.MAX_SAFE_INTEGER).optional(),
  limit: count(1, 1000).optional(),
});
const streamQuery = afterQuery.pick({ after: true });
const heartbeatMs = 15_000;

/** What happened, for other programs: by page, or as it happens. */
@ApiTags('events')
@Controller('v1/events')
export class EventsController implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  /** Before the server waits for its connections to end. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  @Get()
  @Answers(z.array(cloudEvent), 'Events after a position, as a CloudEvents batch')
  async page(
    @Query({ schema: afterQuery }) { after = 0, limit = 100 }: z.infer<typeof afterQuery>,
    @Res({ passthrough: true }) response: FastifyReply,
  ) {
    const events = await this.ledger.readForward(after, limit);
    const last = events.at(-1)?.position ?? after;
    if (events.length === limit)
      response.header('Link', `</v1/events?after=${last}&limit=${limit}>; rel="next"`);
    response.header('Actum-Position', String(last)).type('application/cloudevents-batch+json');
    return events.map(toCloudEvent);
  }

  /** Ends when the caller goes away or the server stops; the caller resumes with Last-Event-ID. */
  @Get('stream')
  @ApiOperation({ summary: 'Events as they happen (server-sent events); the id of each is its position' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Resume after this position' })
  @ApiProduces('text/event-stream')
  async stream(
    @Query({ schema: streamQuery }) { after }: z.infer<typeof streamQuery>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: FastifyReply,
  ): Promise<void> {
    const from = positionIn(lastEventId) ?? after ?? (await this.ledger.lastPosition());
    const gone = new AbortController();
    const { raw } = response;
    raw.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.stopping.signal]);
    response.hijack();
    for (const [name, value] of Object.entries(response.getHeaders())) raw.setHeader(name, value ?? '');
    raw.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      // Nothing comes after it, so that a server that stops waits for nobody.
      Connection: 'close',
      'Actum-Position': String(from),
    });
    raw.write('retry: 1000\n\n');
    let written = performance.now();
    try {
      for await (const events of followLedger(this.ledger, from, signal)) {
        const due = performance.now() - written > heartbeatMs;
        if (events.length === 0 && !due) continue;
        const drained = raw.write(events.length === 0 ? ': still here\n\n' : events.map(frame).join(''));
        written = performance.now();
        if (!drained) await once(raw, 'drain', { signal }).catch(() => undefined);
      }
    } finally {
      raw.end();
    }
  }
}

const frame = (event: StoredEvent): string =>
  `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(toCloudEvent(event))}\n\n`;

function positionIn(lastEventId: string | undefined): number | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined;
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  throw invalidRequest([{ field: 'Last-Event-ID', message: 'must be a position' }]);
}
