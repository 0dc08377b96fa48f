import { describe, expect, it } from 'vitest';
import type { UsageRow } from '../../modules/usage/index.ts';
import { CSV_HEAD, csvCell, csvLine, usageFields } from './usage-fields.ts';

const row: UsageRow = {
  jobId: '01900000-0000-7000-8000-000000000001',
  modelId: 'spindle/guide',
  kind: 'chat',
  serviceClass: 'interactive',
  tier: 'community',
  listingId: null,
  end: 'complete',
  errorCode: null,
  attempts: 2,
  inputTokens: 12,
  cachedTokens: 0,
  outputTokens: 34,
  costNano: 1_500_000n,
  feeNano: 75_000n,
  costMicroUsd: 4_800n,
  queueMs: 3,
  firstTokenMs: 9,
  totalMs: 90,
  tokensPerSecond: 419.753,
  atMs: Date.UTC(2026, 10, 23),
  apiKeyId: null,
  keyName: 'a "quoted", name',
  isGift: false,
};

describe('a request', () => {
  it('as CSV has exact amounts and ends its line as spreadsheets expect', () => {
    expect(csvLine(row)).toBe(
      '2026-11-23T00:00:00.000Z,01900000-0000-7000-8000-000000000001,chat,interactive,spindle/guide,community,,' +
        '"a ""quoted"", name",,complete,,2,12,0,34,0.0015,0.0048,0.000075,3,9,90,419.75\r\n',
    );
    expect(csvLine({ ...row, keyName: null }).split(',')).toHaveLength(CSV_HEAD.split(',').length);
  });

  it('as JSON says the same', () => {
    expect(usageFields(row)).toMatchObject({
      cost_ton: '0.0015',
      output_tokens: 34,
      key_id: null,
      tokens_per_second: 419.75,
    });
  });
});

it.each([
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['two\nlines', '"two\nlines"'],
  ['plain', 'plain'],
  [-5, '-5'],
  [null, ''],
])('the cell %j is written %j', (field, cell) => {
  expect(csvCell(field)).toBe(cell);
});
