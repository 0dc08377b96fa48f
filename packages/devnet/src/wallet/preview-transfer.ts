import { coinsText, errorText } from '@spindle/shared';
import { refusalCode } from '@spindle/ton/channel';
import { Address, Cell } from '@ton/core';
import { EmulationError } from '@ton/sandbox';
import type { LocalChain, Preview } from '../chain/index.ts';
import { meaningOf } from './meaning.ts';
import type { OutgoingMessage, Signer } from './signer.ts';
import type { Problem, TransferView } from './views.ts';

const sum = (values: Iterable<bigint>): bigint => [...values].reduce((total, value) => total + value, 0n);

/** Shows what a transfer would do, by doing it beside the chain. */
export async function previewTransfer(
  chain: LocalChain,
  signer: Signer,
  messages: OutgoingMessage[],
  boc: string,
): Promise<TransferView> {
  const balance = (await chain.account(signer.address)).account?.storage.balance.coins ?? 0n;
  const outcome = await run(chain, boc);
  const name = signer.address.toRawString();
  const fee = outcome ? sum(outcome.before.values()) - sum(outcome.after.values()) : 0n;
  return {
    kind: 'transfer',
    messages: await Promise.all(
      messages.map(async (message) => ({
        to: message.address,
        amount: coinsText(BigInt(message.amount)),
        meaning: await meaningOf(chain, signer.address, message),
      })),
    ),
    balanceBefore: coinsText(balance),
    balanceAfter: coinsText(outcome?.after.get(name) ?? balance),
    fee: coinsText(fee),
    problem: problemOf(outcome, messages, balance),
  };
}

/** Null when the wallet itself does not accept the message. */
async function run(chain: LocalChain, boc: string): Promise<Preview | null> {
  try {
    return await chain.preview(Cell.fromBase64(boc));
  } catch (error) {
    if (error instanceof EmulationError) return null;
    throw error;
  }
}

function problemOf(outcome: Preview | null, messages: OutgoingMessage[], balance: bigint): Problem | null {
  const [own, ...caused] = outcome?.transactions ?? [];
  if (!own || own.outMessagesCount < messages.length) {
    const needed = sum(messages.map(({ amount }) => BigInt(amount)));
    // A wallet that cannot pay sends nothing at all; the least that it lacks is the fee, about a hundredth.
    const missing = needed >= balance ? needed - balance : 0n;
    return { kind: 'balance', missing: coinsText(missing + 10_000_000n) };
  }
  const receivers = new Set(messages.map(({ address }) => Address.parse(address).toRawString()));
  for (const { inMessage, description } of caused) {
    const receiver = inMessage?.info.dest;
    if (description.type !== 'generic' || !Address.isAddress(receiver)) continue;
    if (!description.aborted || !receivers.has(receiver.toRawString())) continue;
    if (description.computePhase.type === 'vm') return refused(description.computePhase.exitCode);
  }
  return null;
}

function refused(exitCode: number): Problem {
  const code = refusalCode(exitCode);
  return {
    kind: 'refused',
    exitCode,
    en: code ? errorText({ code }, 'en') : null,
    ru: code ? errorText({ code }, 'ru') : null,
  };
}
