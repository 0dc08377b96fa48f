import {
  type Address,
  beginCell,
  Cell,
  external,
  loadMessage,
  type Message,
  type StateInit,
  storeMessage,
} from '@ton/core';
import { normalizedHash, submitExternal } from '../chain/index.ts';
import { isTrue, optionalText, type Parameters, parseCell } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Takes an external message for the chain, as `sendBoc` and v3's `message` do. Hashes are base64. */
export async function acceptBoc({ chain, switches }: World, boc: Cell): Promise<{ hash: string; normalized: string }> {
  const message = readMessage(boc);
  const normalized = normalizedHash(message);
  if (!normalized || message.info.type !== 'external-in') throw new Refusal(422, 'the BoC is no external message');
  await submitExternal(chain, switches, boc);
  return { hash: boc.hash().toString('base64'), normalized };
}

function readMessage(boc: Cell): Message {
  try {
    return loadMessage(boc.beginParse());
  } catch {
    throw new Refusal(422, 'the BoC is no message');
  }
}

/** What an external message would cost its own account, in nano. */
export interface Fees {
  in_fwd_fee: number;
  storage_fee: number;
  gas_fee: number;
  fwd_fee: number;
}

/** Runs the message of an `estimateFee` call aside and counts what its first transaction would cost. */
export async function estimateFees({ chain }: World, address: Address, parameters: Parameters): Promise<Fees> {
  const message = external({
    to: address,
    body: optionalCell(parameters, 'body') ?? Cell.EMPTY,
    ...initOf(parameters),
  });
  const ignoreSignature = isTrue(parameters, 'ignore_chksig', true);
  const preview = await chain.preview(beginCell().store(storeMessage(message)).endCell(), { ignoreSignature });
  const description = preview.transactions[0]?.description;
  if (description?.type !== 'generic') throw new Refusal(500, 'the message caused no transaction');
  const { storagePhase, computePhase, actionPhase } = description;
  const total = preview.transactions[0]?.totalFees.coins ?? 0n;
  const storage = storagePhase?.storageFeesCollected ?? 0n;
  const gas = computePhase.type === 'vm' ? computePhase.gasFees : 0n;
  const forward = actionPhase?.totalFwdFees ?? 0n;
  const action = actionPhase?.totalActionFees ?? 0n;
  return {
    in_fwd_fee: Number(total - storage - gas - action),
    storage_fee: Number(storage),
    gas_fee: Number(gas),
    fwd_fee: Number(forward),
  };
}

function initOf(parameters: Parameters): { init: StateInit } | Record<string, never> {
  const code = optionalCell(parameters, 'init_code');
  const data = optionalCell(parameters, 'init_data');
  return code && data ? { init: { code, data } } : {};
}

function optionalCell(parameters: Parameters, name: string): Cell | undefined {
  const boc = optionalText(parameters, name);
  return boc === undefined ? undefined : parseCell(boc, name);
}
