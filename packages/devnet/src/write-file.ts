import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all: under another name, flushed, then renamed. A program that is killed in the middle
 * leaves the old content.
 */
export function writeFileWhole(file: string, content: string, mode = 0o644): void {
  const unfinished = `${file}.${process.pid}.new`;
  try {
    const descriptor = openSync(unfinished, 'w', mode);
    try {
      writeSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
    flushFolder(dirname(file));
  } finally {
    if (existsSync(unfinished)) rmSync(unfinished);
  }
}

/** A new name is durable only when the folder is; Windows knows no such flush. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
