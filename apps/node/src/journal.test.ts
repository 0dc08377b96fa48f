import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LateReceipt, uuidv7 } from '@spindle/shared';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Journal } from './journal.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const receipt = (): LateReceipt => ({
  jobId: uuidv7(Date.now()),
  receipt: { text: '{"v":1}', signature: 'ab'.repeat(64) },
});

async function open(path: string): Promise<Journal> {
  const journal = await Journal.open(path);
  onTestFinished(() => journal.close().catch(() => {}));
  return journal;
}

async function setup(count: number) {
  const path = join(temporaryFolder(), 'receipts.journal');
  const journal = await open(path);
  const receipts = Array.from({ length: count }, receipt);
  await Promise.all(receipts.map((it) => journal.put(it)));
  return { path, journal, receipts };
}

describe('the journal', () => {
  it('holds receipts across restarts until they are acknowledged', async () => {
    const { path, journal, receipts } = await setup(3);
    await journal.ack([receipts[1]?.jobId ?? '', 'unknown']);
    await journal.close();
    const again = await open(path);
    expect(again.undelivered).toEqual([receipts[0], receipts[2]]);
    await again.close();
  });

  it('has what it answered for when the program dies without a word', async () => {
    const { path, receipts } = await setup(5); // Never closed.
    expect((await open(path)).undelivered).toEqual(receipts);
  });

  it('loses nothing but the line that was torn, wherever it was torn', async () => {
    const { path, journal, receipts } = await setup(3);
    await journal.close();
    const { size } = statSync(path);
    const lastLine = readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    for (const lost of [1, 2, 10, lastLine.length - 3, lastLine.length]) {
      truncateSync(path, size - lost);
      const torn = await open(path);
      // Without its line end the last line is still whole.
      expect(torn.undelivered).toEqual(lost === 1 ? receipts : receipts.slice(0, 2));
      await torn.close();
      const restored = await open(path);
      for (const it of receipts) await restored.put(it);
      await restored.close();
    }
  });

  it('goes on after a line that is damaged in the middle', async () => {
    const { path, journal, receipts } = await setup(3);
    await journal.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[1] = (lines[1] ?? '').replace('"v', '"w');
    writeFileSync(path, lines.join('\n'));
    appendFileSync(path, 'noise\n\u0000\n');
    expect((await open(path)).undelivered).toEqual([receipts[0], receipts[2]]);
  });

  it('puts the same receipt once', async () => {
    const { journal, receipts } = await setup(1);
    if (receipts[0]) await journal.put(receipts[0]);
    expect(journal.undelivered).toHaveLength(1);
  });

  it('stays small however much goes through it', async () => {
    const { path, journal } = await setup(0);
    for (let round = 0; round < 30; round++) {
      const batch = Array.from({ length: 100 }, receipt);
      await Promise.all(batch.map((it) => journal.put(it)));
      await journal.ack(batch.map(({ jobId }) => jobId));
    }
    const last = receipt();
    await journal.put(last);
    expect(statSync(path).size).toBeLessThan(600_000);
    await journal.close();
    const again = await open(path);
    expect(again.undelivered).toEqual([last]);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2);
    await again.close();
  });
});
