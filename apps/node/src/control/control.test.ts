import { statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { controlAddress } from './control-address.ts';
import type { ControlReply, ControlWord } from './control-words.ts';
import { serveControl } from './serve-control.ts';
import { tellProgram } from './tell-program.ts';

const REPLY: ControlReply = { pid: 1, isPaused: false, isDraining: false, busy: 2 };

async function serve(path = temporaryFolder()) {
  const heard: ControlWord[] = [];
  const end = await serveControl({ path }, async (word) => {
    heard.push(word);
    return REPLY;
  });
  return { path, heard, end };
}

it('carries the owner’s word to the program, and its answer back', async () => {
  const { path, heard, end } = await serve();
  expect(await tellProgram({ path }, 'pause')).toEqual(REPLY);
  expect(await tellProgram({ path }, 'drain')).toEqual(REPLY);
  expect(heard).toEqual(['pause', 'drain']);
  await end?.();
  expect(await tellProgram({ path }, 'status')).toBeNull();
});

it('is its user’s alone, and takes over what a dead program left', async () => {
  const path = temporaryFolder();
  const { path: socket, folder } = controlAddress({ path });
  if (folder === null) writeFileSync(socket, '');
  const { end } = await serve(path);
  expect(statSync(socket).mode & 0o077).toBe(0);
  expect(await tellProgram({ path }, 'status')).toEqual(REPLY);
  await end?.();
});

it.each(['{"do":"fly"}\n', 'nonsense\n', `${'x'.repeat(10_000)}`])(
  'hangs up on what it does not know',
  async (text) => {
    const { path, heard, end } = await serve();
    const socket = connect(controlAddress({ path }).path);
    socket.on('error', () => {});
    socket.write(text);
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(heard).toEqual([]);
    await end?.();
  },
);

it('finds a shorter place for a folder whose path is too long for a socket', async () => {
  const path = join(temporaryFolder(), 'a'.repeat(120));
  const { end } = await serve(path);
  expect(Buffer.byteLength(controlAddress({ path }).path)).toBeLessThan(108);
  expect(await tellProgram({ path }, 'status')).toEqual(REPLY);
  await end?.();
});
