import { coinsText, usdText } from '@spindle/shared';
import type { UsageRow } from '../../lib/api/index.ts';

const HEADER = 'time,request,model,key,end,input_tokens,cached_tokens,output_tokens,cost_ton,cost_usd,fee_ton';

/** Rows as CSV (RFC 4180), amounts exact and with a point, whatever the language of the screen. */
export function usageCsv(rows: readonly UsageRow[]): string {
  const lines = rows.map((row) =>
    [
      new Date(row.atMs).toISOString(),
      row.jobId,
      row.modelId,
      row.keyName ?? '',
      row.end,
      row.inputTokens,
      row.cachedTokens,
      row.outputTokens,
      coinsText(row.costNano),
      usdText(row.costMicroUsd),
      coinsText(row.feeNano),
    ]
      .map((field) => cell(String(field)))
      .join(','),
  );
  return [HEADER, ...lines, ''].join('\r\n');
}

/** A name that a spreadsheet would run as a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
