import type { Indexed, LocalChain } from '../../chain/index.ts';
import { unpack } from '../../chain/index.ts';
import { address, bigNumber, optionalHash, optionalText, type Parameters, wholeNumber } from '../parameters.ts';
import type { Method } from '../world.ts';
import { opcodeOf } from './message-json.ts';
import { transactionJson } from './transaction-json.ts';

const MAX_PAGE = 1000;
const NO_LIMIT = 2n ** 64n;

/** By account, hash, block, and spans of logical and Unix time; newest first unless `sort=asc`. */
const transactions: Method = async ({ chain }, parameters) => {
  const found = candidates(chain, parameters).filter(inSpans(parameters));
  return page(found, parameters);
};

function candidates(chain: LocalChain, parameters: Parameters): readonly Indexed[] {
  const seqno = optionalText(parameters, 'mc_seqno');
  const account = optionalText(parameters, 'account');
  const inBlock = seqno === undefined ? null : (chain.index.block(Number(seqno))?.transactions ?? []);
  const name = account === undefined ? undefined : address(parameters, 'account').toRawString();
  if (!inBlock) return chain.index.history(name);
  return name === undefined ? inBlock : inBlock.filter(({ row }) => row.account === name);
}

function inSpans(parameters: Parameters): (indexed: Indexed) => boolean {
  const hash = optionalHash(parameters, 'hash');
  const lt = bigNumber(parameters, 'lt');
  const [startLt, endLt] = [bigNumber(parameters, 'start_lt') ?? 0n, bigNumber(parameters, 'end_lt') ?? NO_LIMIT];
  const startTime = wholeNumber(parameters, 'start_utime', 0);
  const endTime = wholeNumber(parameters, 'end_utime', Number.MAX_SAFE_INTEGER);
  return ({ row, time }) => {
    const at = BigInt(row.lt);
    if (hash !== undefined && row.hash !== hash) return false;
    if (lt !== undefined && at !== lt) return false;
    return at >= startLt && at <= endLt && time >= startTime && time <= endTime;
  };
}

/** By the hash of a message, or of its body: those that it caused, those that sent it, or both. */
const transactionsByMessage: Method = async ({ chain }, parameters) => {
  const direction = optionalText(parameters, 'direction');
  const hash = optionalHash(parameters, 'msg_hash');
  const found = hash === undefined ? byBody(chain, parameters) : chain.index.ofMessage(hash);
  const both = [...(direction === 'out' ? [] : found.caused), ...(direction === 'in' ? [] : found.sentBy)];
  return page(
    [...new Set(both)].sort((a, b) => (BigInt(a.row.lt) < BigInt(b.row.lt) ? -1 : 1)),
    parameters,
  );
};

/** `body_hash` and `opcode` are rare questions: no index, the whole history is read. */
function byBody(chain: LocalChain, parameters: Parameters): { caused: Indexed[]; sentBy: Indexed[] } {
  const bodyHash = optionalHash(parameters, 'body_hash');
  const opcode = optionalText(parameters, 'opcode')?.toLowerCase();
  if (bodyHash === undefined && opcode === undefined) return { caused: [], sentBy: [] };
  const fits = (body: ReturnType<typeof unpack>['inMessage']): boolean =>
    !!body &&
    (bodyHash === undefined || body.body.hash().toString('base64') === bodyHash) &&
    (opcode === undefined || opcodeOf(body.body) === opcode);
  const history = chain.index.history();
  return {
    caused: history.filter(({ row }) => fits(unpack(row).inMessage)),
    sentBy: history.filter(({ row }) => unpack(row).outMessages.values().some(fits)),
  };
}

function page(oldestFirst: readonly Indexed[], parameters: Parameters) {
  const sorted = optionalText(parameters, 'sort') === 'asc' ? [...oldestFirst] : oldestFirst.toReversed();
  const offset = wholeNumber(parameters, 'offset', 0);
  const limit = Math.min(wholeNumber(parameters, 'limit', 10), MAX_PAGE);
  return { transactions: sorted.slice(offset, offset + limit).map(transactionJson), address_book: {} };
}

export const INDEX_METHODS: Record<string, Method> = { transactions, transactionsByMessage };
