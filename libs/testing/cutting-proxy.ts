import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut at the worst moment. */
export interface CuttingProxy {
  /** The server's URL by way of the proxy. */
  readonly url: string;
  /**
   * From the next request that holds `text`, lets the request through, waits for the first byte of the
   * answer, and cuts the connection without passing it on. Happens once.
   */
  cutAnswerTo(text: string): void;
  /** Cuts one of the connections that are open, in whatever it is doing; `choose` is asked which of so many. */
  cutOne(choose: (count: number) => number): void;
  /** How many connections were cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** Forwards a free port of 127.0.0.1 to the host and port of a URL. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  let awaited: string | null = null;
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    clients.add(client);
    let cutting = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        clients.delete(client);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (awaited !== null && bytes.includes(awaited)) {
        awaited = null;
        cutting = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!cutting) {
        client.write(bytes);
        return;
      }
      cuts += 1;
      client.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.toString(),
    cutAnswerTo: (text) => {
      awaited = text;
    },
    cutOne: (choose) => {
      const chosen = [...clients][choose(clients.size)];
      if (chosen === undefined) return;
      cuts += 1;
      chosen.destroy();
    },
    get cuts() {
      return cuts;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
