import { Address, Cell } from '@ton/core';
import { Refusal } from './refusal.ts';

/** Parameters of a call, from a query (all text) or from JSON. */
export type Parameters = Record<string, unknown>;

/** A parameter as text; absent and empty are the same. */
export function optionalText(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || value === null || value === '') return undefined;
  return String(value);
}

export function text(parameters: Parameters, name: string): string {
  const value = optionalText(parameters, name);
  if (value === undefined) throw new Refusal(422, `parameter ${name} is missing`);
  return value;
}

/** Any form of an address: raw, bounceable or not, either base64. */
export function address(parameters: Parameters, name = 'address'): Address {
  return parseAddress(text(parameters, name), name);
}

export function parseAddress(value: string, name = 'address'): Address {
  try {
    return Address.parse(value);
  } catch {
    throw new Refusal(422, `parameter ${name} is no address: ${value}`);
  }
}

export function wholeNumber(parameters: Parameters, name: string, otherwise: number): number {
  const value = optionalText(parameters, name);
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Refusal(422, `parameter ${name} is no whole number: ${value}`);
  return number;
}

export function bigNumber(parameters: Parameters, name: string): bigint | undefined {
  const value = optionalText(parameters, name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Refusal(422, `parameter ${name} is no number: ${value}`);
  return BigInt(value);
}

/** A hash in base64, either alphabet, or hex; as base64. */
export function optionalHash(parameters: Parameters, name: string): string | undefined {
  const value = optionalText(parameters, name);
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value, /^[0-9a-f]{64}$/i.test(value) ? 'hex' : 'base64');
  if (bytes.length !== 32) throw new Refusal(422, `parameter ${name} is no hash: ${value}`);
  return bytes.toString('base64');
}

export function isTrue(parameters: Parameters, name: string, otherwise: boolean): boolean {
  const value = optionalText(parameters, name);
  return value === undefined ? otherwise : value === 'true' || value === '1';
}

/** A BoC in base64. */
export function cell(parameters: Parameters, name: string): Cell {
  return parseCell(text(parameters, name), name);
}

export function parseCell(boc: string, name: string): Cell {
  try {
    return Cell.fromBase64(boc);
  } catch {
    throw new Refusal(422, `parameter ${name} is no BoC in base64`);
  }
}
