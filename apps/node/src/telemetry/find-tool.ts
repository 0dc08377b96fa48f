import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Whether a program of this name could be run: looking is much cheaper than trying. */
export async function hasTool(file: string, path = process.env.PATH ?? ''): Promise<boolean> {
  const places = isAbsolute(file) ? [file] : path.split(delimiter).map((folder) => join(folder, file));
  for (const place of places) {
    try {
      await access(place, constants.X_OK);
      return true;
    } catch {
      // Not there.
    }
  }
  return false;
}
