import { expect, it } from 'vitest';
import { FIRST_CHOICE } from '../choice.ts';
import { type Answer, newAnswer, type Turn } from '../turn.ts';
import { asMarkdown } from './as-markdown.ts';
import type { Conversation } from './conversation-shape.ts';
import { memoryStore } from './record-store.ts';
import { makeVaultKey, openRecord, sealRecord } from './sealed-record.ts';
import { openVault } from './vault.ts';
import { createWriter } from './writer.ts';

const answer = (text: string, chargedNano: bigint, more: Partial<Answer> = {}): Answer => ({
  ...newAnswer(0),
  ...{ state: 'complete', text, jobId: 'job' },
  bill: {
    ...{ usage: { input: 1, cached: 0, output: 1 }, freeTokens: 0, feeNano: 0n },
    ...{ chargedNano, signedReceipt: { text: '{}', signature: 's' } },
  },
  ...more,
});

function setup() {
  const turns: Turn[] = [
    {
      id: 't1',
      question: 'canary-question',
      modelId: 'm',
      answer: answer('canary-answer', 3n),
      former: [answer('old', 2n)],
    },
    { id: 't2', question: 'free?', modelId: 'm', answer: answer('yes', 9n, { isGift: true }) },
  ];
  const one: Conversation = { id: 'one', turns, choice: FIRST_CHOICE, told: [], draft: 'half', changedMs: 5 };
  return { one, two: { ...one, id: 'two', changedMs: 7 } };
}

it('what is kept opens again as it was, newest first, and nothing of it can be read in the store', async () => {
  const { one, two } = setup();
  const store = memoryStore();
  const vault = await openVault(store);
  await vault.write(one);
  await vault.write(two);
  const again = await openVault(store);
  expect(await again.read('one')).toEqual(one);
  expect(await again.readLast()).toEqual(two);
  // What another answered before was paid too; what the market paid was not.
  expect(await again.heads()).toMatchObject([
    { id: 'two' },
    { id: 'one', title: 'canary-question', questions: 2, costNano: 5n },
  ]);
  const names = await store.names('');
  const boxes = await Promise.all(names.map((name) => store.read(name)));
  const raw = boxes.map((record) => Buffer.from(record?.box ?? new ArrayBuffer(0)).toString('latin1')).join();
  expect(raw.length).toBeGreaterThan(100);
  expect(raw).not.toContain('canary');
});

it('what is deleted is gone', async () => {
  const { one, two } = setup();
  const vault = await openVault(memoryStore());
  await vault.write(one);
  await vault.write(two);
  await vault.remove(['two']);
  expect(await vault.read('two')).toBeNull();
  expect(await vault.readLast()).toBeNull();
  expect((await vault.heads()).map(({ id }) => id)).toEqual(['one']);
});

it('a record opens with its own key, in its own place, unchanged, and the key can’t be taken out', async () => {
  const [key, other] = await Promise.all([makeVaultKey(), makeVaultKey()]);
  const record = await sealRecord(key, 'body:a', { amount: 1n });
  expect(await openRecord(key, 'body:a', record)).toEqual({ amount: 1n });
  expect(await openRecord(other, 'body:a', record)).toBeNull();
  expect(await openRecord(key, 'body:b', record)).toBeNull();
  const changed = new Uint8Array(record.box.slice(0));
  changed[3] = (changed[3] ?? 0) ^ 1;
  expect(await openRecord(key, 'body:a', { ...record, box: changed.buffer })).toBeNull();
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

it('a writer writes the latest, one at a time, and goes on after one that failed', async () => {
  const written: number[] = [];
  const writer = createWriter(async (value: number) => {
    if (value === 2) throw new Error('full');
    written.push(value);
  });
  writer.note(0, false);
  writer.note(1, false);
  await writer.flush();
  writer.note(2, true);
  await writer.flush();
  writer.note(3, true);
  await writer.flush();
  expect(written).toEqual([1, 3]);
});

it('all of it can be taken along as text', () => {
  const { one } = setup();
  expect(asMarkdown([one])).toBe(
    [
      '# 1970-01-01T00:00:00.005Z',
      '> canary-question',
      'old',
      '*m · 0.000000002 TON · job*',
      'canary-answer',
      '*m · 0.000000003 TON · job*',
      '> free?',
      'yes',
      '*m · 0.000000009 TON (paid by the market) · job*',
    ].join('\n\n'),
  );
});

it('what a stopped answer cost counts as soon as the market says it', async () => {
  const { one } = setup();
  const stopped = { outputTokens: 4, costNano: 7n, costMicroUsd: 1n };
  const turn: Turn = { id: 't3', question: 'q', modelId: 'm', answer: { ...newAnswer(0), state: 'stopped', stopped } };
  const vault = await openVault(memoryStore());
  await vault.write({ ...one, turns: [...one.turns, turn] });
  expect(await vault.heads()).toMatchObject([{ costNano: 12n }]);
});
