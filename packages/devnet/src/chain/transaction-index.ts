import type { Block, TransactionRow } from './block.ts';

/** A transaction and the block that holds it. */
export interface Indexed {
  row: TransactionRow;
  seqno: number;
  /** Unix time in seconds. */
  time: number;
}

export interface BlockHeader {
  seqno: number;
  time: number;
  /** Base64. */
  rootHash: string;
  transactions: Indexed[];
}

/** The history of the chain in memory, by block, by account and by message. */
export class TransactionIndex {
  private readonly headers: BlockHeader[] = [];
  private readonly byAccount = new Map<string, Indexed[]>();
  private readonly byMessage = new Map<string, { caused: Indexed[]; sentBy: Indexed[] }>();

  add(block: Block, rootHash: string): BlockHeader {
    const transactions = block.transactions.map((row) => ({ row, seqno: block.seqno, time: block.time }));
    const header = { seqno: block.seqno, time: block.time, rootHash, transactions };
    this.headers.push(header);
    for (const indexed of transactions) {
      const { account, messageHash, normalizedHash, outHashes } = indexed.row;
      const history = this.byAccount.get(account);
      if (history) history.push(indexed);
      else this.byAccount.set(account, [indexed]);
      for (const hash of new Set([messageHash, normalizedHash])) if (hash) this.message(hash).caused.push(indexed);
      for (const hash of outHashes) this.message(hash).sentBy.push(indexed);
    }
    return header;
  }

  /** Null for a block that is not there yet. */
  block(seqno: number): BlockHeader | null {
    return this.headers[seqno - 1] ?? null;
  }

  last(): BlockHeader | null {
    return this.headers.at(-1) ?? null;
  }

  /** Every transaction of an account, or of the whole chain, oldest first. */
  history(account?: string): readonly Indexed[] {
    if (account !== undefined) return this.byAccount.get(account) ?? [];
    return this.headers.flatMap(({ transactions }) => transactions);
  }

  /** Transactions that the message caused (`in`) and that sent it (`out`). */
  ofMessage(hash: string): { caused: readonly Indexed[]; sentBy: readonly Indexed[] } {
    return this.byMessage.get(hash) ?? { caused: [], sentBy: [] };
  }

  private message(hash: string): { caused: Indexed[]; sentBy: Indexed[] } {
    const known = this.byMessage.get(hash);
    if (known) return known;
    const fresh = { caused: [], sentBy: [] };
    this.byMessage.set(hash, fresh);
    return fresh;
  }
}
