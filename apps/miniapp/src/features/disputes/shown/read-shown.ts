import { auditReceipt, openQuestion, type ReceiptVerdict } from '@spindle/sealed/audit-receipt';
import { fromBase64url, fromHex } from '@spindle/shared';
import type { AttestationCheck } from '@spindle/shared/attestation';
import { saidIn } from '../../receipt/said-in.ts';

export interface ShownMessage {
  role: string;
  text: string;
}

export interface Shown {
  verdict: ReceiptVerdict;
  /** Of this dispute; else nothing of it counts. */
  isThisReceipt: boolean;
  /** What fits what the machine signed; `not_shown` where there is nothing, `wrong` where it is something else. */
  question: ShownMessage[] | 'not_shown' | 'wrong';
  answer: string | 'not_shown' | 'wrong';
}

/**
 * Checks on this device what a buyer shows, against the receipt that the machine signed. What does not fit is not given: anybody
 * could have written it.
 * @param receiptText of the receipt that the market settled by; null where there is none to compare with.
 */
export async function readShown(file: string, receiptText: string | null): Promise<Shown> {
  const value = parsed(file);
  const verdict = await auditReceipt(value);
  const isThisReceipt = receiptText !== null && field(field(value, 'receipt'), 'text') === receiptText;
  const fits = (check: AttestationCheck) =>
    isThisReceipt && verdict.receipt !== null && verdict.lines.some((line) => line.check === check && line.ok === true);
  const opening = field(value, 'opening');
  const hasQuestion = field(opening, 'contentKey') !== undefined;
  return {
    verdict,
    isThisReceipt,
    question: !hasQuestion ? 'not_shown' : fits('receipt_question') ? await questionIn(value) : 'wrong',
    answer: opening === undefined ? 'not_shown' : fits('receipt_opening') ? (saidIn(value) ?? 'wrong') : 'wrong',
  };
}

async function questionIn(value: unknown): Promise<Shown['question']> {
  const request = fromBase64url(textOf(field(value, 'request')));
  const contentKey = fromHex(textOf(field(field(value, 'opening'), 'contentKey')));
  if (!request || !contentKey) return 'wrong';
  return messagesOf((await openQuestion({ request, contentKey })).request);
}

/** The messages of a conversation; of any other request all of it. */
export function messagesOf(request: Record<string, unknown>): ShownMessage[] {
  const { messages } = request;
  if (!Array.isArray(messages)) return [{ role: 'user', text: JSON.stringify(request, null, 1) }];
  return messages.map((message: unknown) => ({
    role: textOf(field(message, 'role')),
    text: textOfContent(field(message, 'content')),
  }));
}

function textOfContent(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return content === undefined || content === null ? '' : JSON.stringify(content);
  return content.map((part: unknown) => textOf(field(part, 'text')) || `[${textOf(field(part, 'type'))}]`).join('\n');
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(file);
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
