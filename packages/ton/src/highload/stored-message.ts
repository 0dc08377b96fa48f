import { beginCell, Cell, loadStateInit, storeStateInit } from '@ton/core';
import type { StateCells } from '../channel/terms.ts';

/** The cells of a message as a database keeps them: each a bag of cells. */
export interface StoredMessage {
  body: Buffer;
  stateInit: Buffer | null;
}

export function messageToBytes({ body, init }: { body: Cell; init?: StateCells | null }): StoredMessage {
  const stateInit = init ? beginCell().store(storeStateInit(init)).endCell().toBoc() : null;
  return { body: body.toBoc(), stateInit };
}

/** Reads what {@link messageToBytes} wrote. Throws when it is something else. */
export function messageFromBytes({ body, stateInit }: StoredMessage): { body: Cell; init: StateCells | null } {
  const init = stateInit ? loadStateInit(cellOf(stateInit).beginParse()) : null;
  if (init && !(init.code && init.data)) throw new TypeError('a state init has code and data');
  return { body: cellOf(body), init: init?.code && init.data ? { code: init.code, data: init.data } : null };
}

function cellOf(boc: Buffer): Cell {
  const [cell] = Cell.fromBoc(boc);
  if (!cell) throw new TypeError('a bag of cells has a root');
  return cell;
}
