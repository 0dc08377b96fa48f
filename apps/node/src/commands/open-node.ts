import type { Signer } from '@spindle/sealed/node';
import { fail, ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { DEFAULT_BROKER_URL } from '../default-broker.ts';
import { type Home, openHome } from '../home/home.ts';
import { openIdentity } from '../home/identity.ts';
import { type Membership, readMembership } from '../home/membership.ts';
import { joinMarket } from '../join-market.ts';
import type { Settings } from '../settings/settings.ts';

export interface OpenedHome {
  home: Home;
  identity: Signer;
}

/** Refusal: `node_home`. */
export async function openOwn({ home: path }: Pick<Settings, 'home'>): Promise<Result<OpenedHome>> {
  const home = await openHome(path);
  if (!home.ok) return home;
  const identity = await openIdentity(home.value);
  return identity.ok ? ok({ home: home.value, identity: identity.value }) : identity;
}

/** Joins with the code of the settings, without a self-test. */
export async function joinWith(settings: Settings, own: OpenedHome, printer: Printer): Promise<Result<Membership>> {
  const { joinCode: code, brokerUrl } = settings;
  const url = brokerUrl ?? DEFAULT_BROKER_URL;
  if (!code) return fail('node_setting', { name: 'CODE', hint: 'get one in Spindle → Earn → your listing' });
  if (!url) return fail('node_setting', { name: '--broker', hint: 'the market’s address, as the Mini App shows it' });
  const joined = await joinMarket({ ...own, broker: { url }, code });
  if (!joined.ok) return joined;
  const { listingId, nodeId, tier, offers } = joined.value;
  const names = offers.map(({ model }) => model).join(', ') || 'no models yet';
  printer.say('joined', `joined listing ${listingId} (${tier}): ${names}`, { listingId, nodeId, tier });
  return joined;
}

/** What this machine is a member of, joining first when it is of nothing and has a code. */
export async function membershipOf(settings: Settings, own: OpenedHome, printer: Printer): Promise<Result<Membership>> {
  const known = await readMembership(own.home);
  if (!known.ok)
    return known.fault.code === 'node_not_joined' && settings.joinCode ? joinWith(settings, own, printer) : known;
  // A market may move to another address; its key stays.
  return ok(settings.brokerUrl ? { ...known.value, brokerUrl: settings.brokerUrl } : known.value);
}
