import { parseEvents } from './event-stream.js';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

test('events come whole, however the network cut them; comments are passed over', async () => {
  const ids: string[] = [];
  const stream = chunks(
    'retry: 1000\n\nid: 1\ndata: {"id":',
    '"1"}\n',
    '\n: still here\n\ndata: {"id":"2"}\n\ndata: {"id"',
  );
  for await (const { id } of parseEvents(stream)) ids.push(id);
  expect(ids).toEqual(['1', '2']);
});
