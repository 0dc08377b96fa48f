import { coinsText, usdText } from '@spindle/shared';
import type { EarnRecord } from '../../../modules/usage/index.ts';
import { csvCell, type Field } from '../../usage-export/index.ts';

/** Earnings of one hour or day, listing and model, in this order. Amounts are exact decimals, whatever anyone's language. */
const FIELDS: readonly [name: string, of: (row: EarnRecord) => Field][] = [
  ['from', (row) => new Date(row.atMs).toISOString()],
  ['listing', (row) => row.listingId],
  ['listing_title', (row) => row.title],
  ['model', (row) => row.modelId],
  ['requests', (row) => row.requests],
  ['input_tokens', (row) => row.inputTokens],
  ['output_tokens', (row) => row.outputTokens],
  ['earned_ton', (row) => coinsText(row.earnedNano)],
  ['earned_usd', (row) => usdText(row.earnedMicroUsd)],
];

export const EARNINGS_HEAD = `${FIELDS.map(([name]) => name).join(',')}\r\n`;

/** As one line of CSV (RFC 4180), with its end of line. */
export const earningsLine = (row: EarnRecord): string => `${FIELDS.map(([, of]) => csvCell(of(row))).join(',')}\r\n`;
