import { fail, ok, type Result } from '@spindle/shared';
import type { AccountState } from '../chain/account-states.ts';
import type { ChainResult } from '../chain/toncenter.ts';
import { ALLOW_LIST_CODE_HASH } from '../generated/allow-list-code.ts';
import { type ListState, parseListData } from './state.ts';
import { allowListAddress } from './terms.ts';

/** What reads accounts: a server, or several that are compared. */
export interface AccountReader {
  accountStates(
    addresses: readonly string[],
    options?: { withData?: boolean },
  ): Promise<ChainResult<Map<string, AccountState | 'contradicted'>>>;
}

/**
 * A list as the chain has it; `absent` while it is not deployed.
 * @returns `chain_unreachable` when it could not be read, and when servers contradict each other: nothing is known then;
 * `not_found` when the address holds something else.
 */
export async function readAllowList(
  reader: AccountReader,
  address: string,
): Promise<Result<ListState | 'absent', 'chain_unreachable' | 'chain_contradicts' | 'not_found'>> {
  const states = await reader.accountStates([address], { withData: true });
  if (!states.ok) return states;
  const state = states.value.get(address);
  if (state === undefined || state === 'contradicted') return unreadable('servers contradict each other');
  if (state.codeHash === null) return ok('absent');
  if (state.codeHash !== ALLOW_LIST_CODE_HASH) return fail('not_found', { what: 'allow-list' });
  if (!state.data) return unreadable('the list has no data');
  try {
    const list = parseListData(state.data);
    // The address is made of code and terms, so data that names others is not this account's.
    return allowListAddress(list.terms) === address ? ok(list) : unreadable('the list is of other terms');
  } catch {
    return unreadable('the list is not readable');
  }
}

const unreadable = (reason: string) => fail('chain_unreachable', { reason });
