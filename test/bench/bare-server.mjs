// Node's own HTTP server with a command's JSON in and an answer's JSON out, and nothing between: prints its port.
import { createServer } from 'node:http';

const answer = ({ fields }) => {
  const event = { position: 1, stream: 'item:bench-0', version: 2, type: 'ProgressReported' };
  const recordedAt = new Date().toISOString();
  const events = [{ ...event, label: `Progress reported (${fields.text.length})` }];
  return { repeated: false, stream: event.stream, version: 2, position: 1, recordedAt, events };
};

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = JSON.stringify(answer(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}).listen(0, '127.0.0.1', function listening() {
  console.log(this.address().port);
});
