import { coinsText } from '@spindle/shared';
import { type ChainPlace, transactionLink } from '@spindle/ton';
import type { Movement } from '../../../modules/escrow/index.ts';
import { csvCell, type Field } from '../../usage-export/index.ts';

/** One movement as the statement has it, in this order. Amounts are exact decimals, whatever anyone's language. */
const FIELDS: readonly [name: string, of: (row: Movement, place: ChainPlace) => Field][] = [
  ['time', (row) => new Date(row.atMs).toISOString()],
  ['kind', (row) => row.kind],
  ['state', (row) => row.state],
  ['reason', (row) => row.reason ?? null],
  ['amount_ton', (row) => coinsText(row.amountNano)],
  [
    'on_chain_ton',
    (row) => (row.movedNano === undefined || row.kind === 'allowance' ? null : coinsText(row.movedNano)),
  ],
  [
    'signed_total_ton',
    (row) => (row.movedNano === undefined || row.kind !== 'allowance' ? null : coinsText(row.movedNano)),
  ],
  ['besides_ton', (row) => (row.besidesNano === undefined ? null : coinsText(row.besidesNano))],
  ['request', (row) => row.jobId ?? null],
  ['dispute', (row) => row.disputeId ?? null],
  ['model', (row) => row.modelId ?? null],
  ['transaction', (row) => row.transactionHash ?? null],
  ['contract', (row) => row.channel ?? null],
  ['link', ({ transactionHash }, place) => (transactionHash ? transactionLink(place, transactionHash) : null)],
];

export const STATEMENT_HEAD = `${FIELDS.map(([name]) => name).join(',')}\r\n`;

/** A movement as one line of CSV (RFC 4180), with its end of line. */
export const statementLine = (row: Movement, place: ChainPlace): string =>
  `${FIELDS.map(([, of]) => csvNumberOrText(of(row, place))).join(',')}\r\n`;

/** A minus in front of digits is a number, and no formula that a spreadsheet would run. */
const csvNumberOrText = (field: Field): string =>
  typeof field === 'string' && /^-?\d+(\.\d+)?$/.test(field) ? field : csvCell(field);
