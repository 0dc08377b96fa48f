import { coinsText, usdText } from '@spindle/shared';
import type { UsageRow } from '../../modules/usage/index.ts';

export type Field = string | number | null;

/** One request as CSV and JSON have it, in this order. Amounts are exact decimals, in text, whatever anyone's language. */
const FIELDS: readonly [name: string, of: (row: UsageRow) => Field][] = [
  ['time', (row) => new Date(row.atMs).toISOString()],
  ['request', (row) => row.jobId],
  ['kind', (row) => row.kind],
  ['service_class', (row) => row.serviceClass],
  ['model', (row) => row.modelId],
  ['tier', (row) => row.tier],
  ['key_id', (row) => row.apiKeyId],
  ['key_name', (row) => row.keyName],
  ['listing', (row) => row.listingId],
  ['end', (row) => row.end],
  ['error', (row) => row.errorCode],
  ['attempts', (row) => row.attempts],
  ['input_tokens', (row) => row.inputTokens],
  ['cached_tokens', (row) => row.cachedTokens],
  ['output_tokens', (row) => row.outputTokens],
  ['cost_ton', (row) => coinsText(row.costNano)],
  ['cost_usd', (row) => usdText(row.costMicroUsd)],
  ['fee_ton', (row) => coinsText(row.feeNano)],
  ['queue_ms', (row) => row.queueMs],
  ['first_token_ms', (row) => row.firstTokenMs],
  ['total_ms', (row) => row.totalMs],
  ['tokens_per_second', (row) => (row.tokensPerSecond === null ? null : Math.round(row.tokensPerSecond * 100) / 100)],
];

export type UsageFields = Readonly<Record<string, Field>>;

/** A request as JSON has it. */
export const usageFields = (row: UsageRow): UsageFields =>
  Object.fromEntries(FIELDS.map(([name, of]) => [name, of(row)]));

export const CSV_HEAD = `${FIELDS.map(([name]) => name).join(',')}\r\n`;

/** A request as one line of CSV (RFC 4180), with its end of line. */
export const csvLine = (row: UsageRow): string => `${FIELDS.map(([, of]) => csvCell(of(row))).join(',')}\r\n`;

/** A text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers are numbers. */
export function csvCell(field: Field): string {
  if (field === null) return '';
  if (typeof field === 'number') return String(field);
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
