import { type AccountView, bocOf, seqnoOf, viewAccount } from '../account-view.ts';
import { runGetMethod } from '../get-method.ts';
import { address, text } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Method } from '../world.ts';
import { blockId } from './blocks.ts';
import { stackArgument, stackEntry } from './stack.ts';

const STATES = { active: 'active', uninit: 'uninitialized', frozen: 'frozen' } as const;

const lastTransaction = ({ lastLt, lastHash }: AccountView) => ({
  '@type': 'internal.transactionId',
  lt: String(lastLt),
  hash: lastHash,
});

const getAddressInformation: Method = async ({ chain }, parameters) => {
  const account = await viewAccount(chain, address(parameters));
  return {
    '@type': 'raw.fullAccountState',
    balance: String(account.balanceNano),
    extra_currencies: [],
    code: bocOf(account.code),
    data: bocOf(account.data),
    last_transaction_id: lastTransaction(account),
    block_id: blockId(chain),
    frozen_hash: account.frozenHash,
    sync_utime: chain.now(),
    state: STATES[account.status],
  };
};

const getExtendedAddressInformation: Method = async ({ chain }, parameters) => {
  const at = address(parameters);
  const account = await viewAccount(chain, at);
  const state =
    account.status === 'active'
      ? { '@type': 'raw.accountState', code: bocOf(account.code), data: bocOf(account.data), frozen_hash: '' }
      : { '@type': 'uninited.accountState', frozen_hash: account.frozenHash };
  return {
    '@type': 'fullAccountState',
    address: { '@type': 'accountAddress', account_address: at.toString() },
    balance: String(account.balanceNano),
    extra_currencies: [],
    last_transaction_id: lastTransaction(account),
    block_id: blockId(chain),
    sync_utime: chain.now(),
    account_state: state,
    revision: 0,
  };
};

const getWalletInformation: Method = async ({ chain }, parameters) => {
  const at = address(parameters);
  const account = await viewAccount(chain, at);
  const seqno = await seqnoOf(chain, at);
  return {
    wallet: account.status === 'active' && seqno !== null,
    balance: String(account.balanceNano),
    account_state: STATES[account.status],
    seqno: seqno ?? 0,
    last_transaction_id: lastTransaction(account),
  };
};

const getMethod: Method = async (world, parameters) => {
  const stack = parameters.stack ?? [];
  if (!Array.isArray(stack)) throw new Refusal(422, 'parameter stack is no list');
  const at = address(parameters);
  const done = await runGetMethod(world, at, text(parameters, 'method'), stack.map(stackArgument));
  return {
    '@type': 'smc.runResult',
    gas_used: done.gasUsed,
    stack: done.stack.map(stackEntry),
    exit_code: done.exitCode,
    block_id: blockId(world.chain),
    last_transaction_id: lastTransaction(await viewAccount(world.chain, at)),
  };
};

export const ACCOUNT_METHODS: Record<string, Method> = {
  getAddressInformation,
  getExtendedAddressInformation,
  getWalletInformation,
  runGetMethod: getMethod,
  getAddressBalance: async ({ chain }, parameters) =>
    String((await viewAccount(chain, address(parameters))).balanceNano),
  getAddressState: async ({ chain }, parameters) => STATES[(await viewAccount(chain, address(parameters))).status],
};
