import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export interface TcpRelay {
  url: string;
  /** From now on bytes vanish on the way, as behind a pulled cable: nobody is told. */
  freeze(): void;
  /** The nodes' side says that it will send no more, and goes on listening. */
  halfClose(): void;
  close(): Promise<void>;
}

interface RelayParts {
  /** Makes it a TLS terminator. */
  tls?: { cert: string; key: string };
  /** Makes it a proxy that names whom it speaks for, as a caller in public would be named. */
  forwardedFor?: string;
}

/** Something between a node and its market: a plain wire, unless parts make it more. */
export async function startTcpRelay(port: number, { tls, forwardedFor }: RelayParts = {}): Promise<TcpRelay> {
  const sockets = new Set<Socket>();
  const ways = new Set<Socket>();
  let isFrozen = false;
  const wire = (from: Socket, to: Socket, change = (chunk: Buffer) => chunk) => {
    sockets.add(from);
    from.on('data', (chunk) => isFrozen || to.write(change(chunk)));
    from.on('end', () => isFrozen || to.end());
    from.on('close', () => isFrozen || to.destroy());
    from.on('error', () => {});
  };
  const accept = (caller: Socket) => {
    const market = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    ways.add(market.once('close', () => ways.delete(market)));
    wire(caller, market, forwardedFor === undefined ? undefined : namesCaller(forwardedFor));
    wire(market, caller);
  };
  const server = tls ? createTlsServer(tls, accept) : createServer(accept);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${own}`,
    freeze: () => {
      isFrozen = true;
    },
    halfClose: () => {
      for (const way of ways) way.end();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Adds a header to the first request of a connection: a node opens one for each, and upgrades the last. */
function namesCaller(address: string): (chunk: Buffer) => Buffer {
  let isFirst = true;
  return (chunk) => {
    if (!isFirst) return chunk;
    isFirst = false;
    return Buffer.from(chunk.toString('latin1').replace('\r\n', `\r\nX-Forwarded-For: ${address}\r\n`), 'latin1');
  };
}
