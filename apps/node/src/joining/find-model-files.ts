import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where people and programs keep GGUF files. */
const places = (): string[] => [
  process.cwd(),
  join(homedir(), 'models'),
  join(homedir(), '.cache', 'llama.cpp'),
  join(homedir(), '.cache', 'lm-studio', 'models'),
];

/** GGUF files that the embedded engine could run, in the usual places; parts of files in several parts are left out. */
export async function findModelFiles(folders: readonly string[] = places()): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => /\.gguf$/i.test(name) && !/-of-\d+\.gguf$/i.test(name))
        .map((name) => join(folder, name));
    }),
  );
  return found.flat().toSorted();
}
