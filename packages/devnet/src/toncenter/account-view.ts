import type { Address, Cell } from '@ton/core';
import type { LocalChain } from '../chain/index.ts';

/** An account as both interfaces show it. */
export interface AccountView {
  balanceNano: bigint;
  status: 'active' | 'uninit' | 'frozen';
  code: Cell | null;
  data: Cell | null;
  /** Hex; empty unless frozen. */
  frozenHash: string;
  lastLt: bigint;
  /** Base64. */
  lastHash: string;
}

export async function viewAccount(chain: LocalChain, address: Address): Promise<AccountView> {
  const { account, lastTransactionHash, lastTransactionLt } = await chain.account(address);
  const state = account?.storage.state;
  const active = state?.type === 'active' ? state.state : null;
  return {
    balanceNano: account?.storage.balance.coins ?? 0n,
    status: state?.type ?? 'uninit',
    code: active?.code ?? null,
    data: active?.data ?? null,
    frozenHash: state?.type === 'frozen' ? state.stateHash.toString(16).padStart(64, '0') : '',
    lastLt: lastTransactionLt,
    lastHash: Buffer.from(lastTransactionHash.toString(16).padStart(64, '0'), 'hex').toString('base64'),
  };
}

/** The wallet's counter; 0 for a wallet that is not deployed, null for a contract that has none. */
export async function seqnoOf(chain: LocalChain, address: Address): Promise<number | null> {
  const { status } = await viewAccount(chain, address);
  if (status !== 'active') return 0;
  try {
    return (await chain.get(address, 'seqno', [])).stackReader.readNumber();
  } catch {
    return null;
  }
}

export const bocOf = (cell: Cell | null | undefined): string => cell?.toBoc().toString('base64') ?? '';
