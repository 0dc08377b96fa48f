import { constants } from 'node:fs';
import { mkdir, open, readFile, rmdir } from 'node:fs/promises';

/** What is done in the kernel's configfs. Tests bring a kernel of their own. */
export interface TsmFiles {
  makeFolder(path: string): Promise<void>;
  /** In one write: the kernel takes what came when the file is closed. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  read(path: string): Promise<Buffer>;
  removeFolder(path: string): Promise<void>;
}

export const systemTsmFiles: TsmFiles = {
  makeFolder: async (path) => void (await mkdir(path)),
  write: async (path, bytes) => {
    const file = await open(path, constants.O_WRONLY);
    try {
      await file.write(bytes);
    } finally {
      await file.close();
    }
  },
  read: (path) => readFile(path),
  // Attributes go with their folder; nothing in it can be removed by itself.
  removeFolder: (path) => rmdir(path),
};

/** Code of a failed system call, such as `EBUSY`. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
