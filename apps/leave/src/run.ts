import { errorText, type Fault, type Language } from '@spindle/shared';
import { NETWORKS } from '@spindle/ton/browser';
import { friendlyAddress, type LeaveAction, leaveMessage, transferLinks } from '@spindle/ton/channel';
import { type Escrow, lookAtEscrow } from './look-at-escrow.ts';
import { nextStep, refusalOf } from './next-step.ts';
import type { Command } from './read-command-line.ts';
import { EN } from './words/en.ts';
import { RU } from './words/ru.ts';
import { amountText, tell } from './words/tell.ts';
import type { Words } from './words/words.ts';

export const WORDS: Record<Language, Words> = { en: EN, ru: RU };

/** What the program says: facts for machines, words for people. */
export interface Said {
  isGood: boolean;
  facts: Record<string, unknown>;
  words: string;
  /** Beside what is said, on the error output. */
  warning?: string;
}

/** Looks at the escrow, and says how it stands or which transfer to make. */
export async function run(command: Command, language: Language, clockSeconds: () => number): Promise<Said> {
  const escrow = await lookAtEscrow(command, clockSeconds);
  if (command.name === 'status')
    return escrow.ok ? sayStatus(command, escrow.value, language) : sayFault(escrow.fault, language);
  if (escrow.ok) return sayStep(command, command.name, escrow.value, language);
  if (escrow.fault.code !== 'leave_unreachable') return sayFault(escrow.fault, language);
  // The transfer depends on the address alone, so it can be made all the same.
  const warning = WORDS[language].unread(errorText(escrow.fault, language));
  return { ...sayLink(command, command.name, null, language), warning };
}

export function sayFault(fault: Fault, language: Language): Said {
  const { code, facts = {} } = fault;
  const words = errorText(fault, language);
  return { isGood: false, facts: { event: 'fault', code, facts, words }, words };
}

function sayStatus({ network }: Command, escrow: Escrow, language: Language): Said {
  const told = tell(escrow, network, language);
  const next = nextStep(escrow, escrow.nowSeconds);
  const { status, depositedNano, claimedNano, closeAt, nowSeconds, terms } = escrow;
  const facts = {
    ...{ event: 'status', network, address: told.address, status, closeAt, now: nowSeconds, next },
    depositedNano: String(depositedNano),
    claimedNano: String(claimedNano),
    leftNano: String(status === 'closed' ? 0n : depositedNano - claimedNano),
    payer: told.payer,
    payee: friendlyAddress(terms.payee, NETWORKS[network]),
    closeDelaySeconds: terms.closeDelaySeconds,
  };
  const words = WORDS[language];
  return { isGood: true, facts, words: `${words.status(told)}\n\n${words.next[next](told)}` };
}

function sayStep(command: Command, action: LeaveAction, escrow: Escrow, language: Language): Said {
  const refusal = refusalOf(action, escrow, escrow.nowSeconds);
  if (!refusal) return sayLink(command, action, escrow, language);
  const words = WORDS[language].refusal[refusal](tell(escrow, command.network, language));
  return { isGood: false, facts: { event: 'refused', action, why: refusal, closeAt: escrow.closeAt, words }, words };
}

function sayLink({ address, network }: Command, action: LeaveAction, escrow: Escrow | null, language: Language): Said {
  const message = leaveMessage(action, address, NETWORKS[network]);
  const links = transferLinks(message);
  const payer = escrow && friendlyAddress(escrow.terms.payer, NETWORKS[network]);
  // Anyone may bring the money home, since it can only go to the payer.
  const from = action === 'finish' ? 'anyone' : payer === null ? 'unknown' : { payer };
  const facts = { event: 'link', action, isAnyones: action === 'finish', payer, isRead: escrow !== null };
  const words = WORDS[language].link({ action, amount: amountText(BigInt(message.amount)), from, ...links });
  return { isGood: true, facts: { ...facts, ...message, ...links }, words };
}
