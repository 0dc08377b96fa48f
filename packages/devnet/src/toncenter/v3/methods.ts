import type { TupleItem } from '@ton/core';
import { bocOf, seqnoOf, viewAccount } from '../account-view.ts';
import { acceptBoc, estimateFees } from '../external-message.ts';
import { runGetMethod } from '../get-method.ts';
import {
  address,
  cell,
  isTrue,
  optionalText,
  type Parameters,
  parseAddress,
  parseCell,
  text,
  wholeNumber,
} from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import { hexNumber, readNumber } from '../v2/stack.ts';
import type { Method, World } from '../world.ts';
import { INDEX_METHODS } from './transactions.ts';

const message: Method = async (world, parameters) => {
  const { hash, normalized } = await acceptBoc(world, cell(parameters, 'boc'));
  return { message_hash: hash, message_hash_norm: normalized };
};

const masterchainInfo: Method = async ({ chain }) => {
  const last = chain.index.last();
  const block = (seqno: number, time: number, rootHash: string) => ({
    workchain: -1,
    shard: '8000000000000000',
    seqno,
    root_hash: rootHash,
    file_hash: rootHash,
    gen_utime: String(time),
  });
  const first = chain.index.block(1);
  return {
    last: block(last?.seqno ?? 0, chain.now(), last?.rootHash ?? ''),
    first: block(1, first?.time ?? 0, first?.rootHash ?? ''),
  };
};

/** Blocks of the masterchain by their number alone: what a reader needs that looks one up. */
const blocks: Method = async ({ chain }, parameters) => {
  const [workchain, seqno] = [wholeNumber(parameters, 'workchain', -1), wholeNumber(parameters, 'seqno', 0)];
  const block = workchain === -1 ? chain.index.block(seqno) : null;
  const shard = '8000000000000000';
  const found = block && {
    ...{ workchain, shard, seqno, root_hash: block.rootHash, file_hash: block.rootHash },
    gen_utime: String(block.time),
  };
  return { blocks: found ? [found] : [] };
};

/** `address` may come several times, or as a list divided by commas. */
const accountStates: Method = async ({ chain }, parameters) => {
  const names = [parameters.address ?? []].flat().flatMap((value) => String(value).split(','));
  const includeBoc = isTrue(parameters, 'include_boc', true);
  const accounts = await Promise.all(
    names.map(async (name) => {
      const at = parseAddress(name);
      const account = await viewAccount(chain, at);
      return {
        address: at.toRawString().toUpperCase(),
        account_state_hash: null,
        balance: String(account.balanceNano),
        extra_currencies: {},
        status: account.lastLt === 0n && account.balanceNano === 0n ? 'nonexist' : account.status,
        last_transaction_hash: account.lastHash,
        last_transaction_lt: String(account.lastLt),
        code_hash: account.code?.hash().toString('base64') ?? null,
        data_hash: account.data?.hash().toString('base64') ?? null,
        frozen_hash: account.frozenHash ? Buffer.from(account.frozenHash, 'hex').toString('base64') : null,
        ...(includeBoc ? { code_boc: bocOf(account.code) || null, data_boc: bocOf(account.data) || null } : {}),
      };
    }),
  );
  return { accounts, address_book: {}, metadata: {} };
};

const walletInformation: Method = async ({ chain }, parameters) => {
  const at = address(parameters);
  const account = await viewAccount(chain, at);
  return {
    balance: String(account.balanceNano),
    seqno: await seqnoOf(chain, at),
    status: account.status,
    last_transaction_hash: account.lastHash,
    last_transaction_lt: String(account.lastLt),
  };
};

const getMethod: Method = async (world, parameters) => {
  const stack = parameters.stack ?? [];
  if (!Array.isArray(stack)) throw new Refusal(422, 'stack is no list');
  const done = await runGetMethod(world, address(parameters), text(parameters, 'method'), stack.map(stackArgument));
  return { gas_used: done.gasUsed, exit_code: done.exitCode, stack: done.stack.map(stackEntry) };
};

function stackArgument(entry: Parameters): TupleItem {
  const [type, value] = [text(entry, 'type'), optionalText(entry, 'value') ?? ''];
  if (type === 'num') return { type: 'int', value: readNumber(value) };
  if (type === 'null') return { type: 'null' };
  if (type === 'cell' || type === 'slice') return { type, cell: parseCell(value, 'stack') };
  throw new Refusal(422, `entries of type ${type} are not supported as arguments`);
}

function stackEntry(item: TupleItem): { type: string; value: unknown } {
  switch (item.type) {
    case 'int':
      return { type: 'num', value: hexNumber(item.value) };
    case 'tuple':
      return { type: 'tuple', value: item.items.map(stackEntry) };
    case 'null':
    case 'nan':
      return { type: item.type === 'nan' ? 'num' : 'null', value: item.type === 'nan' ? 'NaN' : null };
    default:
      return { type: item.type, value: bocOf(item.cell) };
  }
}

const estimateFee: Method = async (world: World, parameters) => ({
  source_fees: await estimateFees(world, address(parameters), parameters),
  destination_fees: [],
});

/** Paths of /api/v3. https://toncenter.com/api/v3/ */
export const V3_METHODS: Record<string, Method> = {
  ...INDEX_METHODS,
  message,
  masterchainInfo,
  blocks,
  accountStates,
  walletInformation,
  runGetMethod: getMethod,
  estimateFee,
};
