import { beginCell, type Cell, loadMessage, type StateInit, storeStateInit } from '@ton/core';
import { normalizedHash } from '../../chain/index.ts';
import { bocOf } from '../account-view.ts';

/** A message as the indexer shows it; addresses are raw, in capitals. */
export function messageJson(cell: Cell) {
  const message = loadMessage(cell.beginParse());
  const { info, init, body } = message;
  const normalized = normalizedHash(message);
  return {
    hash: cell.hash().toString('base64'),
    ...(normalized ? { hash_norm: normalized } : {}),
    source: info.type === 'external-in' ? null : rawAddress(info.src),
    destination: info.type === 'external-out' ? null : rawAddress(info.dest),
    ...(info.type === 'internal' ? internalFields(info) : externalFields(info)),
    opcode: opcodeOf(body),
    message_content: { hash: body.hash().toString('base64'), body: bocOf(body), decoded: null },
    init_state: init ? initState(init) : null,
  };
}

type Info = ReturnType<typeof loadMessage>['info'];

function internalFields(info: Extract<Info, { type: 'internal' }>) {
  return {
    value: String(info.value.coins),
    value_extra_currencies: {},
    fwd_fee: String(info.forwardFee),
    ihr_fee: String(info.ihrFee),
    created_lt: String(info.createdLt),
    created_at: String(info.createdAt),
    ihr_disabled: info.ihrDisabled,
    bounce: info.bounce,
    bounced: info.bounced,
    import_fee: null,
  };
}

function externalFields(info: Exclude<Info, { type: 'internal' }>) {
  const isOut = info.type === 'external-out';
  return {
    value: null,
    value_extra_currencies: null,
    fwd_fee: null,
    ihr_fee: null,
    created_lt: isOut ? String(info.createdLt) : null,
    created_at: isOut ? String(info.createdAt) : null,
    ihr_disabled: null,
    bounce: null,
    bounced: null,
    import_fee: isOut ? null : String(info.importFee),
  };
}

export const rawAddress = (address: { toRawString(): string } | null | undefined): string | null =>
  address?.toRawString().toUpperCase() ?? null;

/** The first 32 bits of a body, as the indexer writes them; null for a shorter one. */
export function opcodeOf(body: Cell): string | null {
  const slice = body.beginParse();
  return slice.remainingBits < 32 ? null : `0x${slice.loadUint(32).toString(16).padStart(8, '0')}`;
}

function initState(init: StateInit) {
  const cell = beginCell().store(storeStateInit(init)).endCell();
  return { hash: cell.hash().toString('base64'), body: bocOf(cell) };
}
