import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the fifty lines of docs/examples/verify-receipt.mjs say of a file, as anybody runs them. */
export async function verifyByExample(file: object): Promise<{ isGood: boolean; said: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'spindle-receipt-'));
  try {
    const name = path.join(folder, 'receipt.json');
    writeFileSync(name, JSON.stringify(file));
    return await new Promise((resolve) => {
      execFile(process.execPath, ['docs/examples/verify-receipt.mjs', name], (error, stdout) =>
        resolve({ isGood: error === null, said: stdout }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
