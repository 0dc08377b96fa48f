import { fail, ok, type Result } from '@spindle/shared';
import type { Asker } from '../cli/ask-once.ts';
import type { Printer } from '../cli/printer.ts';
import { DEFAULT_BROKER_URL } from '../default-broker.ts';
import { type Membership, readMembership } from '../home/membership.ts';
import { lockHome } from '../home/run-lock.ts';
import { becomeMember } from '../joining/become-member.ts';
import { chooseEngines } from '../joining/choose-engines.ts';
import { testEngines, testMachine, toReport } from '../joining/self-test.ts';
import { writeConfigFile } from '../settings/config-file.ts';
import type { JoinWishes } from '../settings/flags.ts';
import type { Settings } from '../settings/settings.ts';
import { VERSION } from '../version.ts';
import { type OpenedHome, openOwn } from './open-node.ts';
import { runNode } from './run-node.ts';
import { installService } from './service.ts';

export interface JoinCommandParts {
  settings: Settings;
  wishes: JoinWishes;
  printer: Printer;
  asker: Asker;
  stop: AbortSignal;
}

/** `stopped`: by Ctrl-C, before it was a member. */
export type JoinEnd = 'stopped' | null;

/**
 * `spindle-node join [CODE]`: looks at the machine and its engines, tests both, makes it a member, and goes online. One
 * that is a member already goes online, unless it brings a code or is told to join again.
 */
export async function joinCommand(parts: JoinCommandParts): Promise<Result<JoinEnd>> {
  const own = await openOwn(parts.settings);
  if (!own.ok) return own;
  const unlock = await lockHome(own.value.home);
  if (!unlock.ok) return unlock;
  try {
    parts.printer.say('start', `spindle-node ${VERSION}, data in ${own.value.home.path}`, { version: VERSION });
    const known = await readMembership(own.value.home);
    if (!known.ok && known.fault.code !== 'node_not_joined') return known;
    const isMember = known.ok && !parts.settings.joinCode && !parts.wishes.isAgain;
    const end = isMember ? await goOn(parts, own.value, known.value) : await joinNew(parts, own.value);
    return end;
  } finally {
    unlock.value();
  }
}

async function goOn(parts: JoinCommandParts, own: OpenedHome, known: Membership): Promise<Result<JoinEnd>> {
  const { settings, printer } = parts;
  const membership = settings.brokerUrl ? { ...known, brokerUrl: settings.brokerUrl } : known;
  printer.say('member', `this machine belongs to listing ${known.listingId}; spindle-node join --again changes that`);
  const end = await goOnline(parts, own, membership);
  // A market that was made anew does not know it any more.
  return !end.ok && end.fault.code === 'node_unknown' ? joinNew(parts, own) : end;
}

async function joinNew(parts: JoinCommandParts, own: OpenedHome): Promise<Result<JoinEnd>> {
  const { settings, printer, asker, stop } = parts;
  const url = await brokerOf(settings, asker);
  if (!url.ok) return url;
  const broker = { url: url.value };
  const machine = await testMachine(own.home.path, broker, printer);
  if (!machine.ok) return machine;
  const candidates = await chooseEngines(settings.models, asker, printer);
  if (!candidates.ok) return candidates;
  const engines = await testEngines(candidates.value, printer);
  if (!engines.ok) return engines;
  if (stop.aborted) return ok('stopped');
  const findings = [...machine.value.findings, ...engines.value];
  const report = toReport(machine.value.machine, candidates.value, findings);
  const member = await becomeMember({ own, broker, report, code: settings.joinCode, printer, stop });
  if (!member.ok) return member;
  if (!member.value) return ok('stopped');
  // What was said once is not asked again: a service starts without flags.
  const isFound = settings.models.length === 0 && candidates.value.every(({ settings: it }) => it.kind !== 'embedded');
  const models = candidates.value.map(({ settings: engine }) => ({ model: null, engine }));
  const chosen = settings.models.length > 0 ? settings.models : models;
  if (!isFound && !settings.configFile) {
    await writeConfigFile(own.home.config, { models: chosen, slots: settings.slots });
  }
  return goOnline({ ...parts, settings: { ...settings, models: isFound ? [] : chosen } }, own, member.value);
}

async function brokerOf({ brokerUrl }: Settings, asker: Asker): Promise<Result<string>> {
  const known = brokerUrl ?? DEFAULT_BROKER_URL;
  if (known) return ok(known);
  const typed = (await asker.ask('Address of the market (as the Mini App shows it):', '')).replace(/\/+$/, '');
  const isUrl = URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol);
  return isUrl
    ? ok(typed)
    : fail('node_setting', { name: '--broker', hint: 'the market’s address, as the Mini App shows it' });
}

async function goOnline(parts: JoinCommandParts, own: OpenedHome, membership: Membership): Promise<Result<null>> {
  const { settings, wishes, printer, stop } = parts;
  if (wishes.isService) return installService(settings, printer);
  if (!wishes.isOnlyJoin) return runNode(settings, own, membership, printer, stop);
  printer.say('next', 'now start it: spindle-node run');
  return ok(null);
}
