import { ok } from '@spindle/shared';
import { type AccountState, NOTHING } from '../account-states.ts';
import { type ChainResult, unreachable } from '../toncenter.ts';
import { agree } from './agree.ts';
import type { Contradictions } from './contradictions.ts';
import type { EndpointWatch } from './endpoint-watch.ts';

export interface CompareDeps {
  watch: EndpointWatch;
  nowMs(): number;
  contradictions: Contradictions;
}

/** A server that is fresh and has not learnt of a transaction after this long withholds it. */
const WITHHELD_MS = 60_000;

type States = Map<string, AccountState | 'contradicted'>;

/** Many accounts as all fresh servers know them. */
export type CompareStates = (addresses: readonly string[], withData: boolean) => Promise<ChainResult<States>>;

export function createCompareStates({ watch, nowMs, contradictions }: CompareDeps): CompareStates {
  /** Accounts that some servers know more of: what all know, and since when that has not grown. */
  const behind = new Map<string, { lt: bigint; sinceMs: number }>();

  /** @returns whether it has gone on for too long. */
  function isWithheld(address: string, lt: bigint): boolean {
    const known = behind.get(address);
    if (known?.lt === lt) return nowMs() - known.sinceMs > WITHHELD_MS;
    behind.set(address, { lt, sinceMs: nowMs() });
    return false;
  }

  function contradiction(address: string, views: readonly View[], why: string): 'contradicted' {
    contradictions.tell(
      address,
      views.map(({ endpoint }) => endpoint),
      why,
    );
    return 'contradicted';
  }

  function compare(address: string, views: readonly View[]): AccountState | 'contradicted' {
    const agreed = agree(
      views.map(({ endpoint, states }) => seenBy(endpoint, states.get(address) ?? NOTHING)),
      digestOf,
    );
    if (agreed.kind === 'contradiction') return contradiction(address, views, 'other transactions at one logical time');
    if (agreed.kind === 'behind' && isWithheld(address, agreed.last?.lt ?? 0n))
      return contradiction(address, views, 'a transaction is withheld');
    if (agreed.kind === 'same') {
      behind.delete(address);
      contradictions.clear(address);
    }
    return agreed.state;
  }

  return async (addresses, withData) => {
    const asked = await watch.fresh();
    const answers = await Promise.all(asked.map(({ reader }) => reader.accountStates(addresses, { withData })));
    const views: View[] = [];
    for (const [at, endpoint] of asked.entries()) {
      const answer = answers[at];
      if (answer?.ok) views.push({ endpoint: endpoint.name, states: answer.value });
      else watch.failed(endpoint, true);
    }
    if (views.length === 0) return unreachable('no server of the chain answers');
    return ok(new Map(addresses.map((address) => [address, compare(address, views)])));
  };
}

interface View {
  endpoint: string;
  states: States;
}

function seenBy(endpoint: string, state: AccountState | 'contradicted') {
  const known = state === 'contradicted' ? NOTHING : state;
  return { endpoint, last: known.last, state: known };
}

/** What must be equal when the last transaction is: a state follows from the history. */
const digestOf = ({ balanceNano, data }: AccountState): string => `${balanceNano} ${data?.hash().toString('hex')}`;
