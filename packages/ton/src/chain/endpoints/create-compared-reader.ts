import { type ErrorCode, fail, type Result } from '@spindle/shared';
import type { Account } from '../account.ts';
import { type ChainReader, createChainReader, lastOfEach } from '../chain-reader.ts';
import { type ChainResult, contradicts, type ToncenterOptions, unreachable } from '../toncenter.ts';
import type { ChainTransaction, Cursor } from '../transaction.ts';
import { createCompareStates } from './compare-states.ts';
import { type Contradictions, createContradictions } from './contradictions.ts';
import type { Endpoint, EndpointNotice, EndpointView } from './endpoint.ts';
import { createEndpointWatch, type EndpointWatch } from './endpoint-watch.ts';

export interface ComparedReaderOptions {
  endpoints: readonly ToncenterOptions[];
  nowMs(): number;
  /** Who was dropped or came back, and which accounts they contradict each other about. */
  onNotice(notice: EndpointNotice): void;
}

export interface ComparedReader extends ChainReader {
  /** Each server, and whether it is believed just now. */
  endpoints(): EndpointView[];
}

/**
 * Reads the chain from several servers. What an account did is told only when every server that is fresh tells the same;
 * one that is silent or late is left out until it is not; where they exclude each other, the answer is
 * `chain_contradicts`. With one server it is that one, and its newest block is looked at all the same.
 * @example createComparedReader({ endpoints: [{ baseUrl: 'https://toncenter.com', apiKey }, other], nowMs, onNotice })
 */
export function createComparedReader({ endpoints: options, nowMs, onNotice }: ComparedReaderOptions): ComparedReader {
  const endpoints = options.map((option) => makeEndpoint(option, nowMs()));
  const watch = createEndpointWatch({ endpoints, nowMs, onNotice });
  const contradictions = createContradictions(onNotice);
  const compareStates = createCompareStates({ watch, nowMs, contradictions });
  const lastTransactions: ChainReader['lastTransactions'] = async (addresses) =>
    lastOfEach(await compareStates(addresses, false));

  return {
    lastTransactions,
    accountStates: (addresses, { withData = false } = {}) => compareStates(addresses, withData),
    transactionsAfter: async (address, cursor, last) => {
      if (last !== undefined) return historyFromAll({ watch, contradictions }, { address, cursor, last });
      const lasts = await lastTransactions([address]);
      if (!lasts.ok) return lasts;
      const known = lasts.value.get(address) ?? null;
      if (known === 'contradicted') return contradicts('the servers exclude each other');
      return historyFromAll({ watch, contradictions }, { address, cursor, last: known });
    },
    getChannel: (address) => firstAnswer(watch, (reader) => reader.getChannel(address)),
    getAccount: (address) => levelAccount(watch, address),
    getBalance: (address) => firstAnswer(watch, (reader) => reader.getBalance(address)),
    findByMessageHash: (hash) => firstAnswer(watch, (reader) => reader.findByMessageHash(hash), 'unseen'),
    head: () => firstAnswer(watch, (reader) => reader.head()),
    block: (seqno) => firstAnswer(watch, (reader) => reader.block(seqno), 'unseen'),
    nowSeconds: () => firstAnswer(watch, (reader) => reader.nowSeconds()),
    endpoints: () => endpoints.map(viewOf),
  };
}

function makeEndpoint(options: ToncenterOptions, nowMs: number): Endpoint {
  const name = new URL(options.baseUrl).host;
  const reader = createChainReader(options);
  return { name, reader, state: 'fresh', sinceMs: nowMs, head: null, failures: 0, restsUntilMs: 0 };
}

const viewOf = ({ name, state, sinceMs, head }: Endpoint): EndpointView => ({
  ...{ name, state, sinceMs },
  seqno: head?.seqno ?? null,
  timeSeconds: head?.timeSeconds ?? null,
});

interface Span {
  address: string;
  cursor: Cursor | null;
  last: Cursor | null;
}

/**
 * The same history from every fresh server: each link is hashed, so that those who lead from the same end to the same
 * cursor have told the same. One who can't is not overruled by the others; when that goes on, it is left out.
 */
async function historyFromAll(
  { watch, contradictions }: { watch: EndpointWatch; contradictions: Contradictions },
  { address, cursor, last }: Span,
): Promise<ChainResult<ChainTransaction[]>> {
  const asked = await watch.fresh();
  const answers = await Promise.all(asked.map(({ reader }) => reader.transactionsAfter(address, cursor, last)));
  for (const [at, endpoint] of asked.entries()) {
    if (answers[at]?.ok) watch.answered(endpoint);
    else if (hasCode(answers[at], 'chain_unreachable') && answers.some(({ ok }) => ok)) watch.failed(endpoint, false);
  }
  const others = asked.filter((_, at) => hasCode(answers[at], 'chain_contradicts')).map(({ name }) => name);
  if (others.length > 0) return contradictions.tell(address, others, 'a history without what was booked');
  const refusal = answers.find((answer) => !answer.ok);
  if (!refusal) contradictions.clear(address);
  return refusal ?? answers[0] ?? unreachable('no server of the chain answers');
}

/**
 * An account on which all fresh servers are level: who decides by it (that a message never landed, for instance) must not
 * be told by one that has not seen the newest block.
 */
async function levelAccount(watch: EndpointWatch, address: string): Promise<ChainResult<Account>> {
  const answers = await Promise.all((await watch.fresh()).map(({ reader }) => reader.getAccount(address)));
  const [first] = answers;
  if (!first) return unreachable('no server of the chain answers');
  const failed = answers.find(({ ok }) => !ok);
  if (failed || !first.ok) return failed ?? first;
  const isLevel = answers.every((it) => it.ok && isSamePlace(it.value.last, first.value.last));
  return isLevel ? first : unreachable('the servers are not level');
}

const isSamePlace = (a: Cursor | null, b: Cursor | null): boolean => a?.lt === b?.lt && a?.hash === b?.hash;

const hasCode = (answer: ChainResult<unknown> | undefined, code: ErrorCode): boolean =>
  answer?.ok === false && answer.fault.code === code;

/** For what is shown or looked up, one server's word is enough. @param nothing an answer that another may know better. */
async function firstAnswer<Value, Code extends ErrorCode>(
  watch: EndpointWatch,
  ask: (reader: ChainReader) => Promise<Result<Value, Code>>,
  nothing?: Value,
): Promise<Result<Value, Code | 'chain_unreachable'>> {
  let answer: Result<Value, Code | 'chain_unreachable'> = fail('chain_unreachable', { why: 'no server answers' });
  for (const { reader } of await watch.fresh()) {
    const one = await ask(reader);
    if (one.ok && one.value !== nothing) return one;
    if (!answer.ok) answer = one;
  }
  return answer;
}
