import type { AppendBatch } from '#ledger';

const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Counts what was observed up to each bound, as Prometheus wants it. */
class Histogram {
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(
    private readonly name: string,
    private readonly help: string,
    private readonly bounds: readonly number[],
  ) {
    this.#counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.#sum += value;
    this.#count += 1;
    this.bounds.forEach((bound, index) => {
      if (value <= bound) this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    });
  }

  lines(): readonly string[] {
    const { name } = this;
    return [
      `# HELP ${name} ${this.help}`,
      `# TYPE ${name} histogram`,
      ...this.bounds.map((bound, index) => `${name}_bucket{le="${bound}"} ${this.#counts[index] ?? 0}`),
      `${name}_bucket{le="+Inf"} ${this.#count}`,
      `${name}_sum ${this.#sum}`,
      `${name}_count ${this.#count}`,
    ];
  }
}

/** One number of a kind, with its labels as text, as `view="status_table"`. */
export const metric = (
  name: string,
  kind: 'counter' | 'gauge',
  help: string,
  values: readonly (readonly [labels: string, value: number])[],
): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${kind}`,
  ...values.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`),
];

/** What the ledger's appends in this process did. */
export class AppendMetrics {
  readonly #sizes = new Histogram(
    'actum_append_batch_events',
    'Events that one batch of appends held',
    SIZES,
  );
  readonly #times = new Histogram(
    'actum_append_batch_seconds',
    'From sending a batch to its commit',
    SECONDS,
  );
  #events = 0;
  #conflicts = 0;
  #waiting = 0;

  record({ events, seconds, conflicts, waiting }: AppendBatch): void {
    this.#sizes.observe(events);
    this.#times.observe(seconds);
    this.#events += events;
    this.#conflicts += conflicts;
    this.#waiting = waiting;
  }

  lines(): readonly string[] {
    return [
      ...this.#sizes.lines(),
      ...this.#times.lines(),
      ...metric('actum_append_events_total', 'counter', 'Events sent in batches', [['', this.#events]]),
      ...metric('actum_append_conflicts_total', 'counter', 'Appends that somebody else came before', [
        ['', this.#conflicts],
      ]),
      ...metric('actum_append_queue_length', 'gauge', 'Appends that waited behind the last batch', [
        ['', this.#waiting],
      ]),
    ];
  }
}
