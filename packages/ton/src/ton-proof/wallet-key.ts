import { type Address, Cell, contractAddress, loadStateInit, type StateInit } from '@ton/core';

/** Code hash of a standard wallet → how many bits of its data stand before the public key. */
const KEY_OFFSET_BITS: ReadonlyMap<string, number> = new Map([
  ['b61041a58a7980b946e8fb9e198e3c904d24799ffa36574ea4251c41a566f581', 64], // v3r1: seqno, wallet id
  ['84dafa449f98a6987789ba232358072bc0f76dc4524002a5d0918b9a75d2d599', 64], // v3r2
  ['64dd54805522c5be8a9db59cea0105ccf0d08786ca79beb8cb79e880a8d7322d', 64], // v4r1
  ['feb5ff6820e2ff0d9483e7e0d62c817d846789fb4ae580c878866d959dabd5c0', 64], // v4r2
  ['f3d7ca53493deedac28b381986a849403cbac3d2c584779af081065af0ac4b93', 113], // v5 beta: seqno 33, wallet id 80
  ['20834b7b72b112147e1b2fb457b84e74d1a30f04f737d4f62a668e9552d2b72f', 65], // v5r1: auth 1, seqno 32, wallet id 32
]);

/**
 * The public key of the wallet at this address, from the state init that its owner shows. Only the state init that
 * makes the very address counts, and only with code whose data we can read.
 * @returns null when it does not.
 */
export function walletKey(address: Address, walletStateInit: string): Buffer | null {
  try {
    const init = loadStateInit(Cell.fromBase64(walletStateInit).beginParse());
    if (!contractAddress(address.workChain, init).equals(address)) return null;
    return keyInData(init);
  } catch {
    return null;
  }
}

function keyInData({ code, data, libraries, special, splitDepth }: StateInit): Buffer | null {
  if (!code || !data || libraries || special || splitDepth) return null;
  const offsetBits = KEY_OFFSET_BITS.get(code.hash().toString('hex'));
  return offsetBits === undefined ? null : data.beginParse().skip(offsetBits).loadBuffer(32);
}
