import { type MachineReport, ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import type { OpenedHome } from '../commands/open-node.ts';
import { type Membership, writeMembership } from '../home/membership.ts';
import { joinMarket } from '../join-market.ts';
import type { BrokerAddress } from '../link/post-json.ts';
import { pair } from './pair.ts';
import { showPairing } from './show-pairing.ts';

export interface MemberParts {
  own: OpenedHome;
  broker: BrokerAddress;
  report: MachineReport;
  /** From the Mini App; null shows one instead. */
  code: string | null;
  printer: Printer;
  stop: AbortSignal;
}

/**
 * Makes this machine a member, by a code that its owner brought or by one that they confirm. Nothing is written before the
 * market has said yes. @returns null when it was stopped meanwhile. Refusals: the market's.
 */
export async function becomeMember({
  own,
  broker,
  report,
  code,
  printer,
  stop,
}: MemberParts): Promise<Result<Membership | null>> {
  if (code) {
    const joined = await joinMarket({ ...own, broker, code, report });
    if (joined.ok) tell(joined.value, printer);
    return joined;
  }
  const show = (opened: Parameters<typeof showPairing>[0]) => showPairing(opened, printer);
  const paired = await pair({ identity: own.identity, broker, report, show, stop });
  if (!paired.ok) return paired;
  if (!paired.value) return ok(null);
  const { membership: reply, owner } = paired.value;
  const membership = { ...reply, brokerUrl: broker.url };
  await writeMembership(own.home, membership);
  const words = `confirmed by ${owner}. If that is not you, stop this and run: spindle-node join --again`;
  printer.say('confirmed', words, { owner });
  tell(membership, printer);
  return ok(membership);
}

function tell({ listingId, nodeId, tier, offers }: Membership, printer: Printer): void {
  const names = offers.map(({ model }) => model).join(', ') || 'no models yet';
  printer.say('joined', `joined listing ${listingId} (${tier}): ${names}`, { listingId, nodeId, tier });
}
