import { AppendMetrics } from './append-metrics.js';

it('counts batches in Prometheus’ text format', () => {
  const metrics = new AppendMetrics();
  metrics.record({ requests: 3, events: 3, conflicts: 1, seconds: 0.004, waiting: 7 });
  metrics.record({ requests: 20, events: 20, conflicts: 0, seconds: 0.02, waiting: 0 });
  const text = metrics.lines().join('\n');
  expect(text).toContain('actum_append_batch_events_bucket{le="2"} 0');
  expect(text).toContain('actum_append_batch_events_bucket{le="4"} 1');
  expect(text).toContain('actum_append_batch_events_bucket{le="+Inf"} 2');
  expect(text).toContain('actum_append_batch_events_sum 23');
  expect(text).toContain('actum_append_batch_seconds_bucket{le="0.005"} 1');
  expect(text).toContain('actum_append_events_total 23');
  expect(text).toContain('actum_append_conflicts_total 1');
  expect(text).toContain('actum_append_queue_length 0');
});
