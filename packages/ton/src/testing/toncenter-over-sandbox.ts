import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { Address, Cell, loadMessage, type Message, type Transaction } from '@ton/core';
import type { Blockchain } from '@ton/sandbox';
import { normalizedMessageHash } from '../chain/message-hash.ts';

type Json = Record<string, unknown>;

/**
 * As much of toncenter as `chain/` asks for, over a sandbox, with faults on a switch. Written apart from the local
 * chain of packages/devnet, so that reader and server cannot share a misunderstanding.
 */
export class ToncenterOverSandbox {
  /** Changes an answer on its way out, or refuses to give one. */
  spoil: (method: string, result: unknown) => unknown = (_, result) => result;
  readonly asked: string[] = [];
  private readonly rows: { account: string; cell: Cell; transaction: Transaction; normalized: string | null }[] = [];
  private server: Server | undefined;

  constructor(private readonly chain: Blockchain) {}

  /** Takes note of what happened on the chain. */
  record(transactions: Transaction[]): void {
    for (const transaction of transactions) {
      this.rows.push({ account: accountOf(transaction), cell: transaction.raw, transaction, normalized: null });
    }
  }

  /** What this server has and another has not. */
  since(other: ToncenterOverSandbox): Transaction[] {
    return this.rows.slice(other.rows.length).map(({ transaction }) => transaction);
  }

  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      this.answer(request).then(
        (body) => response.writeHead(200).end(body),
        () => response.writeHead(500).end('{"ok":false,"error":"LITE_SERVER_UNKNOWN"}'),
      );
    });
    this.server = server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  }

  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer(request: IncomingMessage): Promise<string> {
    const url = new URL(request.url ?? '', 'http://chain');
    if (url.pathname === '/api/v3/masterchainInfo') {
      return JSON.stringify(
        this.spoil('masterchainInfo', { last: { seqno: this.rows.length, gen_utime: String(this.chain.now) } }),
      );
    }
    if (url.pathname === '/api/v3/accountStates') {
      this.asked.push('accountStates');
      return JSON.stringify(this.spoil('accountStates', await this.accountStates(url.searchParams.getAll('address'))));
    }
    if (url.pathname.startsWith('/api/v3/')) {
      const found = this.byMessage(url.searchParams.get('msg_hash') ?? '');
      return JSON.stringify(this.spoil('transactionsByMessage', found));
    }
    const { method, params } = JSON.parse(await text(request));
    this.asked.push(method);
    const result = this.spoil(method, await this.call(method, params));
    return typeof result === 'string' && result.startsWith('<') ? result : JSON.stringify({ ok: true, result });
  }

  private async call(method: string, params: Record<string, string>): Promise<unknown> {
    const account = Address.parse(params.address ?? `0:${'00'.repeat(32)}`);
    switch (method) {
      case 'getAddressInformation':
        return this.addressInformation(account);
      case 'getTransactions':
        return this.transactions(account.toRawString(), params);
      case 'getWalletInformation':
        return this.walletInformation(account);
      case 'sendBoc':
        return this.sendBoc(params.boc ?? '');
      default:
        throw new Error(`no method ${method}`);
    }
  }

  /** Like the real indexer, which leaves out what it never saw. */
  private async accountStates(names: string[]): Promise<Json> {
    const accounts = names
      .map((name) => Address.parse(name))
      .map(async (address) => {
        const last = this.rows.findLast((row) => row.account === address.toRawString());
        if (!last) return [];
        const state = (await this.chain.getContract(address)).accountState;
        const code = state?.type === 'active' ? state.state.code : null;
        return [
          {
            address: address.toRawString().toUpperCase(),
            balance: String((await this.chain.getContract(address)).balance),
            status: state?.type ?? 'nonexist',
            last_transaction_lt: String(last.transaction.lt),
            last_transaction_hash: last.cell.hash().toString('base64'),
            code_hash: code?.hash().toString('base64') ?? null,
          },
        ];
      });
    return { accounts: (await Promise.all(accounts)).flat() };
  }

  private async addressInformation(address: Address): Promise<Json> {
    const contract = await this.chain.getContract(address);
    const state = contract.accountState;
    const last = this.rows.findLast((row) => row.account === address.toRawString());
    return {
      state: state?.type === 'active' ? 'active' : state?.type === 'frozen' ? 'frozen' : 'uninitialized',
      balance: String(contract.balance),
      code: state?.type === 'active' ? base64(state.state.code) : '',
      data: state?.type === 'active' ? base64(state.state.data) : '',
      sync_utime: this.chain.now,
      last_transaction_id: {
        lt: String(last?.transaction.lt ?? 0),
        hash: (last?.cell.hash() ?? Buffer.alloc(32)).toString('base64'),
      },
    };
  }

  private transactions(account: string, { lt = '0', to_lt = '0', limit = '10' }: Record<string, string>): Json[] {
    return this.rows
      .filter(
        (row) => row.account === account && row.transaction.lt <= BigInt(lt) && row.transaction.lt > BigInt(to_lt),
      )
      .reverse()
      .slice(0, Number(limit))
      .map(({ cell }) => ({ data: base64(cell) }));
  }

  private async walletInformation(address: Address): Promise<Json> {
    const isActive = (await this.chain.getContract(address)).accountState?.type === 'active';
    if (!isActive) return { account_state: 'uninitialized' };
    const { stackReader } = await this.chain.runGetMethod(address, 'seqno');
    return { account_state: 'active', seqno: stackReader.readNumber() };
  }

  private async sendBoc(boc: string): Promise<Json> {
    const sent = await this.chain.sendMessage(loadMessage(Cell.fromBase64(boc).beginParse()));
    const first = this.rows.length;
    this.record(sent.transactions);
    const row = this.rows[first];
    if (row) row.normalized = normalizedMessageHash(boc);
    return { '@type': 'ok' };
  }

  private byMessage(hash: string): Json {
    return { transactions: this.rows.filter((row) => row.normalized === hash).map(indexed) };
  }
}

function indexed(row: { account: string; cell: Cell; transaction: Transaction }): Json {
  const { description, inMessage, outMessages, lt, now, totalFees } = row.transaction;
  if (description.type !== 'generic' || description.computePhase.type !== 'vm') throw new Error('nothing ran');
  return {
    account: row.account.toUpperCase(),
    hash: row.cell.hash().toString('base64'),
    lt: String(lt),
    now,
    total_fees: String(totalFees.coins),
    description: {
      aborted: description.aborted,
      compute_ph: { skipped: false, exit_code: description.computePhase.exitCode },
      action: description.actionPhase ? { success: description.actionPhase.success } : null,
    },
    in_msg: inMessage ? indexedMessage(inMessage) : null,
    out_msgs: outMessages.values().map(indexedMessage),
  };
}

function indexedMessage({ info, body }: Message): Json {
  return {
    source: info.type === 'internal' ? info.src.toRawString().toUpperCase() : null,
    destination: info.type === 'external-out' ? null : info.dest.toRawString().toUpperCase(),
    value: info.type === 'internal' ? String(info.value.coins) : null,
    fwd_fee: info.type === 'internal' ? String(info.forwardFee) : null,
    bounced: info.type === 'internal' ? info.bounced : null,
    message_content: { body: base64(body) },
  };
}

function accountOf({ inMessage }: Transaction): string {
  const dest = inMessage?.info.dest;
  return dest instanceof Address ? dest.toRawString() : '';
}

const base64 = (cell: Cell | null | undefined): string => cell?.toBoc().toString('base64') ?? '';
