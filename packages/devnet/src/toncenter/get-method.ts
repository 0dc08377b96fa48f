import type { Address, TupleItem } from '@ton/core';
import { GetMethodError } from '@ton/sandbox';
import { viewAccount } from './account-view.ts';
import type { World } from './world.ts';

/** What toncenter answers where no contract is. */
const NO_CONTRACT = -13;

/** Runs a get method; a failure of the contract is an answer with its exit code. */
export async function runGetMethod(
  { chain }: World,
  address: Address,
  method: string,
  stack: TupleItem[],
): Promise<{ gasUsed: number; exitCode: number; stack: TupleItem[] }> {
  const { status } = await viewAccount(chain, address);
  if (status !== 'active') return { gasUsed: 0, exitCode: NO_CONTRACT, stack: [] };
  try {
    const done = await chain.get(address, /^\d+$/.test(method) ? Number(method) : method, stack);
    return { gasUsed: Number(done.gasUsed), exitCode: done.exitCode, stack: done.stack };
  } catch (error) {
    if (!(error instanceof GetMethodError)) throw error;
    return { gasUsed: Number(error.gasUsed), exitCode: error.exitCode, stack: [] };
  }
}
