import { describe, expect, it } from 'vitest';
import type { UsageRow } from '../../lib/api/index.ts';
import { usageCsv } from './usage-csv.ts';

const row: UsageRow = {
  jobId: 'job',
  modelId: 'spindle/guide',
  kind: 'chat',
  serviceClass: 'interactive',
  tier: 'community',
  attempts: 1,
  queueMs: 0,
  tokensPerSecond: 420,
  apiKeyId: null,
  listingId: null,
  end: 'complete',
  errorCode: null,
  inputTokens: 12,
  cachedTokens: 0,
  outputTokens: 34,
  costNano: 1_500_000n,
  feeNano: 75_000n,
  costMicroUsd: 4_800n,
  firstTokenMs: 9,
  totalMs: 90,
  atMs: Date.UTC(2026, 10, 23),
  keyName: null,
};

describe('usage as CSV', () => {
  it('has exact amounts and ends every line as spreadsheets expect', () => {
    expect(usageCsv([row]).split('\r\n')[1]).toBe(
      '2026-11-23T00:00:00.000Z,job,spindle/guide,,complete,12,0,34,0.0015,0.0048,0.000075',
    );
  });

  it.each([
    ['a "quoted", name', '"a ""quoted"", name"'],
    ['=HYPERLINK(1)', "'=HYPERLINK(1)"],
  ])('takes the key name %s as text', (keyName, cell) => {
    expect(usageCsv([{ ...row, keyName }])).toContain(`,${cell},complete`);
  });
});
