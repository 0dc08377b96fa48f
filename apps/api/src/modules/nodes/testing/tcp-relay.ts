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

/** Something between a node and its market: a TLS terminator when given a certificate, else a plain wire. */
export async function startTcpRelay(port: number, tls?: { cert: string; key: string }): Promise<TcpRelay> {
  const sockets = new Set<Socket>();
  const ways = new Set<Socket>();
  let isFrozen = false;
  const wire = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('data', (chunk) => isFrozen || to.write(chunk));
    from.on('end', () => isFrozen || to.end());
    from.on('close', () => isFrozen || to.destroy());
    from.on('error', () => {});
  };
  const accept = (caller: Socket) => {
    const market = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    ways.add(market.once('close', () => ways.delete(market)));
    wire(caller, market);
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
