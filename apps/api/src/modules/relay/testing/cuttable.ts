import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and mended, as a restart of the server looks from here. For tests. */
export class Cuttable {
  #server: Server | null = null;
  #port = 0;
  readonly #sockets = new Set<Socket>();

  /** @returns the URL with this way's host and port. */
  async lead(url: string): Promise<string> {
    const target = new URL(url);
    const far = { port: Number(target.port || 5432), host: target.hostname };
    this.#server = createServer((near) => this.#join(near, connect(far)));
    await this.mend();
    target.hostname = '127.0.0.1';
    target.port = String(this.#port);
    return target.toString();
  }

  /** Breaks every connection; new ones are refused. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, '127.0.0.1', resolve));
    const address = this.#server?.address();
    if (address && typeof address === 'object') this.#port = address.port;
  }

  #join(near: Socket, far: Socket): void {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
