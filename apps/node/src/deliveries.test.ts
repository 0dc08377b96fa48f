import { join } from 'node:path';
import { type LateReceipt, uuidv7 } from '@spindle/shared';
import { expect, it } from 'vitest';
import { Deliveries } from './deliveries.ts';
import { Journal } from './journal.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const receipt = (): LateReceipt => ({ jobId: uuidv7(Date.now()), receipt: { text: '{}', signature: 'ab'.repeat(64) } });

it('offers what did not go out with its answer at once, and what did only when its acknowledgement stays away', async () => {
  const clock = { now: 1_000_000 };
  const journal = await Journal.open(join(temporaryFolder(), 'j'));
  let calls = 0;
  const deliveries = new Deliveries(
    journal,
    () => clock.now,
    () => calls++,
  );
  const [late, sent] = [receipt(), receipt()];
  await deliveries.keep(late);
  deliveries.late();
  await deliveries.keep(sent);
  deliveries.sent(sent.jobId);
  expect([deliveries.due, deliveries.waiting, calls]).toEqual([[late], 2, 1]);
  clock.now += 30_000;
  expect(deliveries.due).toEqual([late, sent]);
  deliveries.sent(sent.jobId);
  deliveries.newLink();
  expect(deliveries.due).toEqual([late, sent]);
  await deliveries.ack([sent.jobId, late.jobId]);
  expect([deliveries.due, deliveries.waiting]).toEqual([[], 0]);
  await journal.close();
});
