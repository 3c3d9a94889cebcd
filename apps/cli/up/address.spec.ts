import { once } from 'node:events';
import { createServer } from 'node:net';
import { addressOf, claimPort } from './address.js';

test('a taken port is refused with the variable to set', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  await expect(claimPort('127.0.0.1', port)).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
  );
  taken.close();
});

test('port 0 stands for any free one', async () => {
  expect(await claimPort('127.0.0.1', 0)).toBeGreaterThan(0);
});

test('an address of another machine is refused', async () => {
  await expect(claimPort('192.0.2.1', 0)).rejects.toThrow(
    '192.0.2.1 is no address of this machine. Set ACTUM_HOST',
  );
});

test.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
  ['::1', 'http://[::1]:3000'],
  ['localhost', 'http://localhost:3000'],
])('a browser reaches a server on %s at %s', (host, address) => {
  expect(addressOf(host, 3000)).toBe(address);
});
