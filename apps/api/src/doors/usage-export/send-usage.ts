import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { UsageRow } from '../../modules/usage/index.ts';
import { CSV_HEAD, csvLine, usageFields } from './usage-fields.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/**
 * Sends every row as a file. The next page is read when the reader has taken the one before; a reader who leaves ends it;
 * and what breaks in the middle breaks the connection, so that half a file never looks like a whole one.
 */
export function sendUsage(reply: FastifyReply, format: ExportFormat, pages: AsyncIterable<UsageRow[]>): FastifyReply {
  return reply
    .header('content-type', TYPES[format])
    .header('content-disposition', `attachment; filename="spindle-usage.${format}"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(Readable.from(format === 'csv' ? csvOf(pages) : jsonOf(pages), { objectMode: false, highWaterMark: 0 }));
}

/** RFC 4180, one text a page. */
async function* csvOf(pages: AsyncIterable<UsageRow[]>): AsyncGenerator<string> {
  yield CSV_HEAD;
  for await (const page of pages) yield page.map(csvLine).join('');
}

/** One array, a row a line. */
async function* jsonOf(pages: AsyncIterable<UsageRow[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const page of pages) {
    yield before + page.map((row) => JSON.stringify(usageFields(row))).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
