import { createServer, type Server } from 'node:http';
import { Inject, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { readViewStatus, type ViewAccess } from '#projections';
import type { ServerConfiguration } from '../configuration.js';
import { CONFIGURATION, PRIMARY_VIEW_ACCESS } from '../tokens.js';
import { AppendMetrics, metric } from './append-metrics.js';

const HOST = '127.0.0.1';

/** Serves `/metrics` for Prometheus on loopback, where that is asked for; does nothing where it is not. */
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  #server: Server | null = null;

  constructor(
    @Inject(CONFIGURATION) private readonly configuration: ServerConfiguration,
    @Inject(PRIMARY_VIEW_ACCESS) private readonly access: ViewAccess,
    @Inject(AppendMetrics) private readonly appends: AppendMetrics,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    const { metricsPort } = this.configuration;
    if (metricsPort === null) return Promise.resolve();
    const server = createServer((request, response) => {
      if (request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      this.text().then(
        (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text),
        () => response.writeHead(503).end(),
      );
    });
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(metricsPort, HOST, resolve);
    });
  }

  onApplicationShutdown(): void {
    this.#server?.close();
  }

  /** In Prometheus' text format. */
  async text(): Promise<string> {
    const views = await readViewStatus(this.access);
    const label = (view: string) => `view="${view}"`;
    const rebuilds = views.flatMap(({ view, rebuild }) => (rebuild === null ? [] : [{ view, ...rebuild }]));
    const lines = [
      ...this.appends.lines(),
      ...metric(
        'actum_view_behind_events',
        'gauge',
        'Events that the view does not reflect yet',
        views.map(({ view, behind }) => [label(view), behind]),
      ),
      ...metric(
        'actum_view_behind_seconds',
        'gauge',
        'Since when the first of them is on record',
        views.map(({ view, secondsBehind }) => [label(view), secondsBehind]),
      ),
      ...metric(
        'actum_view_parked_streams',
        'gauge',
        'Streams that the view leaves out',
        views.map(({ view, parked }) => [label(view), parked]),
      ),
      ...metric(
        'actum_view_rebuild_position',
        'gauge',
        'How far a rebuild is',
        rebuilds.map(({ view, position }) => [label(view), position]),
      ),
      ...metric(
        'actum_view_rebuild_events_per_second',
        'gauge',
        'How fast a rebuild goes',
        rebuilds.map(({ view, perSecond }) => [label(view), perSecond]),
      ),
    ];
    return `${lines.join('\n')}\n`;
  }
}
