import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/**
 * A plain stream around a socket. Node's HTTP/2 server reads the handle of a TLS socket that it is given behind the
 * stream's back and so loses what was read before («Protocol error»); a plain stream has no handle.
 */
export function wrapSocket(socket: Socket): Duplex {
  const wrapped = new Duplex({
    read: () => {
      socket.resume();
    },
    write: (chunk, encoding, done) => {
      socket.write(chunk, encoding, done);
    },
    writev: (chunks, done) => {
      socket.cork();
      for (const { chunk, encoding } of chunks) socket.write(chunk, encoding);
      socket.write(Buffer.alloc(0), done);
      socket.uncork();
    },
    final: (done) => {
      socket.end(done);
    },
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk) => {
    if (!wrapped.push(chunk)) socket.pause();
  });
  socket.on('end', () => wrapped.push(null));
  socket.on('error', () => wrapped.destroy());
  socket.on('close', () => wrapped.destroy());
  return wrapped;
}
