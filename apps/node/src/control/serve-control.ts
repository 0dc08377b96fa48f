import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { userInfo } from 'node:os';
import type { Home } from '../home/home.ts';
import { controlAddress } from './control-address.ts';
import { type ControlReply, ControlRequestSchema, type ControlWord, LONGEST_LINE } from './control-words.ts';

const OWNER_ONLY = 0o600;

/**
 * Listens to the owner's other commands. The data folder's lock is held, so that a socket which lies there is a dead
 * program's. @returns what ends it; null where no socket can be made, which costs no more than these commands.
 */
export async function serveControl(
  home: Pick<Home, 'path'>,
  answer: (word: ControlWord) => Promise<ControlReply>,
): Promise<(() => Promise<void>) | null> {
  const { path, folder } = controlAddress(home);
  try {
    if (folder !== null) await ownFolder(folder);
    await rm(path, { force: true });
    const server = createServer((socket) => serve(socket, answer));
    await listen(server, path);
    // The folder is closed to others already; this is for whoever opens it by mistake.
    if (!path.startsWith('\\\\')) await chmod(path, OWNER_ONLY);
    return async () => {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(path, { force: true });
    };
  } catch {
    return null;
  }
}

/** @throws when somebody else made it. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch(() => {});
  const { uid, mode } = await lstat(folder);
  if (uid !== userInfo().uid || (mode & 0o077) !== 0) throw new Error('not our folder');
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}

function serve(socket: Socket, answer: (word: ControlWord) => Promise<ControlReply>): void {
  let text = '';
  socket.on('error', () => {});
  socket.setEncoding('utf8');
  socket.on('data', (piece: string) => {
    text += piece;
    if (text.length > LONGEST_LINE) return void socket.destroy();
    if (!text.includes('\n')) return;
    const word = wordOf(text);
    text = '';
    if (!word) return void socket.destroy();
    void answer(word).then(
      (reply) => socket.end(`${JSON.stringify(reply)}\n`),
      () => socket.destroy(),
    );
  });
}

function wordOf(line: string): ControlWord | null {
  try {
    const request = ControlRequestSchema.safeParse(JSON.parse(line));
    return request.success ? request.data.do : null;
  } catch {
    return null;
  }
}
