import type { Indexed } from '../../chain/index.ts';
import { unpack } from '../../chain/index.ts';
import { address, bigNumber, optionalHash, wholeNumber } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Method, World } from '../world.ts';
import { transactionJson } from './transaction-json.ts';

const MAX_PAGE = 1000;

/** Newest first, from the transaction that `lt` and `hash` name (that one included), down to `to_lt` (excluded). */
const getTransactions: Method = async ({ chain }, parameters) => {
  const history = chain.index.history(address(parameters).toRawString());
  const lt = bigNumber(parameters, 'lt');
  const hash = optionalHash(parameters, 'hash');
  const toLt = bigNumber(parameters, 'to_lt') ?? 0n;
  const limit = Math.min(wholeNumber(parameters, 'limit', 10), MAX_PAGE);
  const end = lt === undefined ? history.length : findCursor(history, lt, hash) + 1;
  const newestFirst = history.slice(0, end).toReversed();
  return newestFirst
    .filter(({ row }) => BigInt(row.lt) > toLt)
    .slice(0, limit)
    .map(transactionJson);
};

function findCursor(history: readonly Indexed[], lt: bigint, hash: string | undefined): number {
  const at = history.findLastIndex(({ row }) => BigInt(row.lt) === lt);
  if (at < 0 || (hash !== undefined && history[at]?.row.hash !== hash))
    throw new Refusal(500, 'LITE_SERVER_UNKNOWN: cannot locate transaction in block with specified logical time');
  return at;
}

/** The transaction that a message between two accounts caused. */
const tryLocateResultTx: Method = async (world, parameters) => {
  const receiver = address(parameters, 'destination').toRawString();
  const found = locate(world, parameters, receiver, 'incoming');
  return transactionJson(found);
};

/** The transaction that sent the message. */
const tryLocateSourceTx: Method = async (world, parameters) => {
  const sender = address(parameters, 'source').toRawString();
  return transactionJson(locate(world, parameters, sender, 'outgoing'));
};

function locate(
  { chain }: World,
  parameters: Record<string, unknown>,
  account: string,
  side: 'incoming' | 'outgoing',
): Indexed {
  const source = address(parameters, 'source');
  const destination = address(parameters, 'destination');
  const createdLt = bigNumber(parameters, 'created_lt');
  const found = chain.index.history(account).findLast((indexed) => {
    const { inMessage, outMessages } = unpack(indexed.row);
    const messages = side === 'incoming' ? (inMessage ? [inMessage] : []) : outMessages.values();
    return messages.some(
      ({ info }) =>
        info.type === 'internal' &&
        info.createdLt === createdLt &&
        info.src.equals(source) &&
        info.dest.equals(destination),
    );
  });
  if (!found) throw new Refusal(404, 'transaction was not found');
  return found;
}

export const TRANSACTION_METHODS: Record<string, Method> = {
  getTransactions,
  tryLocateTx: tryLocateResultTx,
  tryLocateResultTx,
  tryLocateSourceTx,
};
