import net from 'node:net';

/** Between a phone and the market: a line that can be slow, be cut, and come back. */
export interface Tunnel {
  url: string;
  /** What comes waits so long for each piece, 0 for as fast as it comes. */
  slow(waitMs: number): void;
  cut(): void;
  mend(): void;
  close(): void;
}

export async function openTunnel(target: string): Promise<Tunnel> {
  const { hostname, port } = new URL(target);
  const open = new Set<net.Socket>();
  let isCut = false;
  let waitMs = 0;
  const server = net.createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = net.connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        for (const other of [near, far]) other.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (piece) => {
      far.pause();
      setTimeout(() => {
        if (near.writable) near.write(piece);
        far.resume();
      }, waitMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    slow: (ms) => {
      waitMs = ms;
    },
    cut,
    mend: () => {
      isCut = false;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
