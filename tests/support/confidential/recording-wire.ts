import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What went over one connection, whole, in both directions. */
export interface Recorded {
  toServer: Buffer;
  toCaller: Buffer;
}

/** A wire between two parties: passes everything on, and keeps it. */
export interface RecordingWire {
  url: string;
  /** Each connection so far. */
  recorded(): Recorded[];
  /** The machine at its end is gone: every connection breaks, and new ones are refused. */
  cut(): void;
  close(): Promise<void>;
}

export async function recordWire(port: number): Promise<RecordingWire> {
  const sockets = new Set<Socket>();
  const connections: { toServer: Buffer[]; toCaller: Buffer[] }[] = [];
  let isCut = false;
  const lead = (from: Socket, to: Socket, kept: Buffer[]) => {
    sockets.add(from.setNoDelay(true));
    from.on('data', (chunk) => {
      kept.push(chunk);
      to.write(chunk);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((caller) => {
    if (isCut) return void caller.resetAndDestroy();
    const far = connect({ port, host: '127.0.0.1' });
    const kept = { toServer: [], toCaller: [] };
    connections.push(kept);
    lead(caller, far, kept.toServer);
    lead(far, caller, kept.toCaller);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port: own } = server.address() as AddressInfo;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${own}`,
    recorded: () =>
      connections.map(({ toServer, toCaller }) => ({
        toServer: Buffer.concat(toServer),
        toCaller: Buffer.concat(toCaller),
      })),
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
