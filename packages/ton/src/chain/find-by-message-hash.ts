import { nano, ok } from '@spindle/shared';
import { Address, Cell } from '@ton/core';
import * as z from 'zod/mini';
import { hexOfBase64 } from './account.ts';
import { type ChainResult, type Toncenter, unreachable } from './toncenter.ts';
import { type ChainTransaction, opcodeOf, type SentMessage } from './transaction.ts';

const IndexedMessage = z.object({
  source: z.optional(z.nullable(z.string())),
  destination: z.optional(z.nullable(z.string())),
  value: z.optional(z.nullable(z.string())),
  fwd_fee: z.optional(z.nullable(z.string())),
  bounced: z.optional(z.nullable(z.boolean())),
  message_content: z.object({ body: z.string() }),
});
type IndexedMessage = z.output<typeof IndexedMessage>;

const IndexedTransaction = z.object({
  account: z.string(),
  hash: z.string(),
  lt: z.string().check(z.regex(/^\d+$/)),
  now: z.number(),
  total_fees: z.string().check(z.regex(/^\d+$/)),
  description: z.object({
    aborted: z.boolean(),
    compute_ph: z.optional(z.object({ exit_code: z.optional(z.nullable(z.number())) })),
    action: z.optional(z.nullable(z.object({ success: z.optional(z.boolean()) }))),
  }),
  in_msg: z.nullable(IndexedMessage),
  out_msgs: z.array(IndexedMessage),
});
const Found = z.object({ transactions: z.array(IndexedTransaction) });

/**
 * The transaction that an external message caused, by the message's {@link normalizedMessageHash}.
 * `unseen` says only that the indexer has none so far: the message may be on its way, or lost.
 */
export async function findByMessageHash(
  toncenter: Toncenter,
  messageHash: string,
): Promise<ChainResult<ChainTransaction | 'unseen'>> {
  const answer = await toncenter.get('transactionsByMessage', { msg_hash: messageHash, direction: 'in' }, Found);
  if (!answer.ok) return answer;
  const [first] = answer.value.transactions;
  if (!first) return ok('unseen');
  try {
    return ok(toTransaction(first));
  } catch {
    return unreachable('a transaction is not readable');
  }
}

function toTransaction(indexed: z.output<typeof IndexedTransaction>): ChainTransaction {
  const { description, in_msg: inMessage, out_msgs: outMessages } = indexed;
  return {
    account: Address.parse(indexed.account).toRawString(),
    lt: BigInt(indexed.lt),
    hash: hexOfBase64(indexed.hash),
    utime: indexed.now,
    exitCode: description.compute_ph?.exit_code ?? null,
    actionOk: !description.aborted && description.action?.success === true,
    inMessage: inMessage ? toInMessage(inMessage) : null,
    logs: outMessages.filter(({ destination }) => !destination).map(({ message_content: { body } }) => bodyOf(body)),
    sent: outMessages.flatMap(toSentMessage),
    feesNano: nano(outMessages.reduce((sum, { fwd_fee: fee }) => sum + BigInt(fee ?? 0), BigInt(indexed.total_fees))),
  };
}

function toSentMessage({ destination, value, message_content: content }: IndexedMessage): SentMessage[] {
  if (!destination) return [];
  const valueNano = nano(BigInt(value ?? 0));
  return [{ destination: Address.parse(destination).toRawString(), valueNano, body: bodyOf(content.body) }];
}

function toInMessage({ source, value, bounced, message_content: content }: IndexedMessage) {
  const body = bodyOf(content.body);
  return {
    source: source ? Address.parse(source).toRawString() : null,
    valueNano: nano(BigInt(value ?? 0)),
    isBounced: bounced === true,
    opcode: opcodeOf(body),
    body,
  };
}

const bodyOf = (boc: string): Cell => (boc ? Cell.fromBase64(boc) : Cell.EMPTY);
