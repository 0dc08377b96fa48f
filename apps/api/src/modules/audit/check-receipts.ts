import { checkReceipt } from '@spindle/sealed/node';
import type { Database } from '../../platform/index.ts';
import { billReceipt, readHeldTerms } from '../usage/index.ts';
import type { Check } from './check-codes.ts';
import { difference, type Finding } from './finding.ts';
import { type BilledCursor, type BilledRow, readBilled } from './receipts.repo.ts';

const PAGE = 200;
const SIGNED: Check = 'a request that cost something has a receipt that its machine signed';
const BILLED: Check = 'a request costs what its receipt says';

/**
 * Every request that cost something since then: the receipt is checked as when it came (signature, terms, request), and
 * billed anew. What the answer's frames were is known no more, so their hash is taken as signed.
 * @returns how many were looked at, and what does not fit.
 */
export async function checkReceipts(
  { db, signal }: { db: Database; signal?: AbortSignal },
  since: Date,
): Promise<{ receipts: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  let receipts = 0;
  let after: BilledCursor | null = null;
  for (;;) {
    signal?.throwIfAborted();
    const page: BilledRow[] = await readBilled(db.pool, since, after, PAGE);
    for (const row of page) findings.push(...(await findingsOf(row)));
    receipts += page.length;
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return { receipts, findings };
  }
}

async function findingsOf(row: BilledRow): Promise<Finding[]> {
  const held = readHeldTerms(row.terms)[row.nodeId ?? ''];
  if (!row.receipt || !held) return [difference(SIGNED, row.jobId, 'a receipt', 'none')];
  const { terms, receiptKey } = held;
  const manifest = { nodeId: terms.nodeId, receiptKey };
  const checked = await checkReceipt(row.receipt, { manifest, terms, requestHash: row.requestHash });
  if (!checked.ok) return [difference(SIGNED, row.jobId, 'fits', checked.fault.facts?.field ?? 'does not')];
  const isStopped = checked.value.end === 'stopped';
  const bill = billReceipt(terms, checked.value, isStopped ? row.outputTokens : null);
  if (bill.costNano === row.costNano && bill.feeNano === row.feeNano) return [];
  return [difference(BILLED, row.jobId, bill.costNano, row.costNano)];
}
