import { coinsText } from '@spindle/shared';
import { CHANNEL_CODE, CHANNEL_OP, parseTerms } from '@spindle/ton/channel';
import { Address, Cell, loadStateInit, type StateInit } from '@ton/core';
import type { LocalChain } from '../chain/index.ts';
import type { OutgoingMessage } from './signer.ts';
import type { Meaning } from './views.ts';

const TEXT = 0;
type ChannelAction = keyof typeof CHANNEL_OP;
const ACTIONS = new Map<number, ChannelAction>(
  (['topUp', 'claim', 'closeNow', 'requestClose', 'finishClose', 'cancelClose'] as const).map((name) => [
    CHANNEL_OP[name],
    name,
  ]),
);

/** Says in human terms what a message does, as far as it can be told from its body and the contract that gets it. */
export async function meaningOf(chain: LocalChain, payer: Address, message: OutgoingMessage): Promise<Meaning> {
  if (!message.payload) return { kind: 'plain' };
  const body = Cell.fromBase64(message.payload).beginParse();
  if (body.remainingBits < 32) return { kind: 'call', opcode: null };
  const opcode = body.loadUint(32);
  const unknown: Meaning = { kind: 'call', opcode: `0x${opcode.toString(16).padStart(8, '0')}` };
  try {
    if (opcode === TEXT) return { kind: 'comment', text: body.loadStringTail() };
    const action = ACTIONS.get(opcode);
    const contract = action ? await receiverOf(chain, message) : null;
    if (!action || !contract?.code.equals(CHANNEL_CODE)) return unknown;
    if (action !== 'topUp') return { kind: action };
    const amount = coinsText(body.skip(64).loadCoins());
    const terms = contract.data.refs[0];
    const own = terms ? parseTerms(terms).payer === payer.toRawString() : false;
    return { kind: 'deposit', amount, deploys: !contract.isDeployed, own };
  } catch {
    return unknown; // Cut short, or state that is not a channel's.
  }
}

/** Code and data of the contract that gets the message: as deployed, or as the message would deploy it. */
async function receiverOf(chain: LocalChain, message: OutgoingMessage) {
  const { account } = await chain.account(Address.parse(message.address));
  const state = account?.storage.state;
  const init: StateInit | null | undefined = state?.type === 'active' ? state.state : initOf(message);
  if (!init?.code || !init.data) return null;
  return { code: init.code, data: init.data, isDeployed: state?.type === 'active' };
}

function initOf({ stateInit }: OutgoingMessage): StateInit | null {
  return stateInit ? loadStateInit(Cell.fromBase64(stateInit).beginParse()) : null;
}
