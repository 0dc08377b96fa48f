import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * What the fifty lines of docs/examples/verify-receipt.mjs say of a file, as anybody runs them: alone in a folder far from
 * this project, with nothing beside them but the file.
 */
export async function verifyByExample(file: object): Promise<{ isGood: boolean; said: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'spindle-receipt-'));
  try {
    writeFileSync(path.join(folder, 'receipt.json'), JSON.stringify(file));
    copyFileSync('docs/examples/verify-receipt.mjs', path.join(folder, 'verify-receipt.mjs'));
    const alone = { cwd: folder, env: { PATH: process.env.PATH } };
    return await new Promise((resolve) => {
      execFile(process.execPath, ['verify-receipt.mjs', 'receipt.json'], alone, (error, stdout) =>
        resolve({ isGood: error === null, said: stdout }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
