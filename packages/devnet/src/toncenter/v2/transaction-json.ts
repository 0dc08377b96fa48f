import { Address, type Cell, loadMessage } from '@ton/core';
import { type Indexed, messageCells, unpack } from '../../chain/index.ts';
import { bocOf } from '../account-view.ts';

/** `raw.transaction`. */
export function transactionJson({ row, time }: Indexed) {
  const transaction = unpack(row);
  const { incoming, outgoing } = messageCells(transaction.raw);
  const total = transaction.totalFees.coins;
  const storage = transaction.description.type === 'generic' ? transaction.description.storagePhase : null;
  const storageFee = storage?.storageFeesCollected ?? 0n;
  return {
    '@type': 'raw.transaction',
    address: { '@type': 'accountAddress', account_address: Address.parse(row.account).toString() },
    utime: time,
    data: row.boc,
    transaction_id: { '@type': 'internal.transactionId', lt: row.lt, hash: row.hash },
    fee: String(total),
    storage_fee: String(storageFee),
    other_fee: String(total - storageFee),
    in_msg: incoming ? messageJson(incoming) : undefined,
    out_msgs: outgoing.map(messageJson),
  };
}

function messageJson(cell: Cell) {
  const { info, init, body } = loadMessage(cell.beginParse());
  const isInternal = info.type === 'internal';
  return {
    '@type': 'raw.message',
    hash: cell.hash().toString('base64'),
    source: info.src?.toString() ?? '',
    destination: info.dest?.toString() ?? '',
    value: String(isInternal ? info.value.coins : 0n),
    extra_currencies: [],
    fwd_fee: String(isInternal ? info.forwardFee : 0n),
    ihr_fee: String(isInternal ? info.ihrFee : 0n),
    created_lt: String(info.type === 'external-in' ? 0n : info.createdLt),
    body_hash: body.hash().toString('base64'),
    msg_data: { '@type': 'msg.dataRaw', body: bocOf(body), init_state: init ? bocOf(init.code ?? null) : '' },
  };
}
