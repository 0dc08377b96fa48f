import type { TupleItem } from '@ton/core';
import { bocOf } from '../account-view.ts';
import { parseCell } from '../parameters.ts';
import { Refusal } from '../refusal.ts';

/** A value of a get method's result: `["num", "0x2a"]`, `["cell", {bytes}]`, `["tuple", {…}]`. */
export function stackEntry(item: TupleItem): [string, unknown] {
  switch (item.type) {
    case 'int':
      return ['num', hexNumber(item.value)];
    case 'nan':
      return ['num', 'NaN'];
    case 'null':
      return ['list', { '@type': 'tvm.list', elements: [] }];
    case 'tuple':
      return ['tuple', { '@type': 'tvm.tuple', elements: item.items.map(element) }];
    default:
      return [item.type === 'builder' ? 'builder' : 'cell', { bytes: bocOf(item.cell) }];
  }
}

/** A value inside of a tuple, in the older notation that toncenter keeps there. */
function element(item: TupleItem): unknown {
  switch (item.type) {
    case 'int':
      return { '@type': 'tvm.stackEntryNumber', number: { '@type': 'tvm.numberDecimal', number: String(item.value) } };
    case 'cell':
    case 'builder':
      return { '@type': 'tvm.stackEntryCell', cell: { '@type': 'tvm.cell', bytes: bocOf(item.cell) } };
    case 'slice':
      return { '@type': 'tvm.stackEntrySlice', slice: { '@type': 'tvm.slice', bytes: bocOf(item.cell) } };
    case 'tuple':
      return {
        '@type': 'tvm.stackEntryTuple',
        tuple: { '@type': 'tvm.tuple', elements: item.items.map(element) },
      };
    default:
      return { '@type': 'tvm.stackEntryList', list: { '@type': 'tvm.list', elements: [] } };
  }
}

/** An argument: `["num", "42"]`, `["tvm.Cell", boc]`, `["tvm.Slice", boc]`. */
export function stackArgument(entry: unknown): TupleItem {
  if (!Array.isArray(entry)) throw new Refusal(422, 'an entry of the stack is no pair');
  const [type, value]: unknown[] = entry;
  if (type === 'num' || type === 'int') return { type: 'int', value: readNumber(String(value)) };
  if (type === 'null') return { type: 'null' };
  const boc = isBytes(value) ? value.bytes : String(value);
  const name = String(type).replace('tvm.', '').toLowerCase();
  if (name === 'cell' || name === 'slice' || name === 'builder') return { type: name, cell: parseCell(boc, 'stack') };
  throw new Refusal(422, `entries of type ${String(type)} are not supported as arguments`);
}

/** Reads "42", "-42", "0x2a" and "-0x2a". */
export function readNumber(digits: string): bigint {
  try {
    return digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits);
  } catch {
    throw new Refusal(422, `not a number: ${digits}`);
  }
}

export function hexNumber(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

function isBytes(value: unknown): value is { bytes: string } {
  return typeof value === 'object' && value !== null && 'bytes' in value && typeof value.bytes === 'string';
}
