import type { LocalChain } from '../../chain/index.ts';
import { wholeNumber } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Method } from '../world.ts';

const MASTERCHAIN = -1;
const BASECHAIN = 0;
/** The one shard of a workchain that was never split. */
const WHOLE_SHARD = '-9223372036854775808';
const NO_HASH = Buffer.alloc(32).toString('base64');

/** `ton.blockIdExt`. Masterchain and basechain grow together here: a block of each per message. */
export function blockId(chain: LocalChain, seqno = chain.index.last()?.seqno ?? 0, workchain = MASTERCHAIN) {
  const hash = chain.index.block(seqno)?.rootHash ?? NO_HASH;
  return { '@type': 'ton.blockIdExt', workchain, shard: WHOLE_SHARD, seqno, root_hash: hash, file_hash: hash };
}

function knownSeqno(chain: LocalChain, seqno: number): number {
  if (!chain.index.block(seqno)) throw new Refusal(500, 'LITE_SERVER_NOTREADY: block is not applied');
  return seqno;
}

const getMasterchainInfo: Method = async ({ chain }) => ({
  '@type': 'blocks.masterchainInfo',
  last: blockId(chain),
  state_root_hash: chain.index.last()?.rootHash ?? NO_HASH,
  init: { ...blockId(chain, 0), shard: '0', root_hash: NO_HASH, file_hash: NO_HASH },
});

const shards: Method = async ({ chain }, parameters) => ({
  '@type': 'blocks.shards',
  shards: [blockId(chain, knownSeqno(chain, wholeNumber(parameters, 'seqno', 0)), BASECHAIN)],
});

const getBlockTransactions: Method = async ({ chain }, parameters) => {
  const seqno = knownSeqno(chain, wholeNumber(parameters, 'seqno', 0));
  const workchain = wholeNumber(parameters, 'workchain', MASTERCHAIN);
  const count = wholeNumber(parameters, 'count', 1000);
  const all = chain.index.block(seqno)?.transactions ?? [];
  const own = all.filter(({ row }) => row.account.startsWith(`${workchain}:`));
  return {
    '@type': 'blocks.transactions',
    id: blockId(chain, seqno, workchain),
    req_count: count,
    incomplete: own.length > count,
    transactions: own.slice(0, count).map(({ row }) => ({
      '@type': 'blocks.shortTxId',
      mode: 135,
      account: row.account,
      lt: row.lt,
      hash: row.hash,
    })),
  };
};

export const BLOCK_METHODS: Record<string, Method> = {
  getMasterchainInfo,
  shards,
  getShards: shards,
  getBlockTransactions,
};
