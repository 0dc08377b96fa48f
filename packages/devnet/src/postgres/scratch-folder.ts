import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';

/** Linux's file system in memory, which every user may write to; a container may have a tiny one, or none. */
const IN_MEMORY = '/dev/shm';
/** More than several test runs take at once; whoever has less keeps the disk. */
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * The folder for clusters that are thrown away: in memory where there is room. Each database is hundreds of small files,
 * and a disk's file system looks long for places beside those that were deleted a moment ago: a third of what Postgres
 * cost in a test run. Nothing that is run as a program belongs here, since containers forbid that in memory.
 */
export function scratchFolder(inMemory = IN_MEMORY, roomBytes = ROOM_BYTES): string {
  return freemem() >= roomBytes && hasRoom(inMemory, roomBytes) ? inMemory : tmpdir();
}

/** Wherever such clusters may lie: one that was left in memory lies there also when there is no more room. */
export const scratchFolders = (): string[] => [tmpdir(), IN_MEMORY].filter((folder) => existsSync(folder));

function hasRoom(folder: string, roomBytes: number): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= roomBytes;
  } catch {
    return false;
  }
}
