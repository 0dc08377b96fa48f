import { type Fault, ok, ProgramReplySchema, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { checkEarnings } from '../earnings/check-earnings.ts';
import { type Membership, readMembership } from '../home/membership.ts';
import { isPaused } from '../home/paused.ts';
import { findCandidates } from '../joining/candidates.ts';
import { type BrokerAddress, getJson } from '../link/post-json.ts';
import { findMachine } from '../machine/find-machine.ts';
import { checkEngine } from '../self-test/check-engine.ts';
import { checkMachine } from '../self-test/check-machine.ts';
import { checkMarket } from '../self-test/check-market.ts';
import { checkOffers } from '../self-test/check-offers.ts';
import { type Finding, failing, fine, warning } from '../self-test/finding.ts';
import { chooseModels } from '../settings/choose-models.ts';
import { fitModels } from '../settings/fit-models.ts';
import type { Settings } from '../settings/settings.ts';
import { isNewer } from '../update/is-newer.ts';
import { VERSION } from '../version.ts';
import { openOwn } from './open-node.ts';

/**
 * `spindle-node doctor`: checks everything, in the order in which things depend on each other. What is wrong comes with
 * its code and with what to do. Warnings cost something; only faults make it fail.
 */
export async function doctorCommand(settings: Settings, printer: Printer): Promise<Result<null>> {
  let first: Fault | null = null;
  for await (const finding of findings(settings, printer)) {
    printer.finding(finding);
    if (finding.outcome === 'bad') first ??= finding.fault;
  }
  // Each fault has been told; the exit code says that there was one.
  return first ? { ok: false, fault: first } : ok(null);
}

async function* findings(settings: Settings, printer: Printer): AsyncGenerator<Finding> {
  const own = await openOwn(settings);
  yield toFinding('folder', own.ok ? ok(settings.home) : own);
  if (!own.ok) return;
  const member = await readMembership(own.value.home);
  yield toFinding('member', member.ok ? ok(`listing ${member.value.listingId}`) : member);
  const { path } = own.value.home;
  printer.begin('looking at this machine');
  yield* checkMachine(await findMachine(path, Date.now()), path);
  const url = settings.brokerUrl ?? (member.ok ? member.value.brokerUrl : null);
  if (url) yield* await checkMarket({ url }, () => Date.now(), member.ok ? member.value.nodeId : undefined);
  if (url) yield await checkVersion({ url });
  yield toFinding('earnings', await checkEarnings(own.value.home, settings));
  if (await isPaused(own.value.home)) yield warning('paused', 'node_paused');
  yield* checkModels(settings, member.ok ? member.value : null, printer);
}

async function* checkModels(settings: Settings, member: Membership | null, printer: Printer): AsyncGenerator<Finding> {
  printer.begin('looking for engines');
  const candidates = await findCandidates(settings.models);
  if (candidates.length === 0) return yield failing('engine', { code: 'engine_not_found' });
  const found = candidates.map(({ settings: engine, models }) => ({
    model: member ? null : (models[0]?.name ?? ''),
    engine,
  }));
  const offers = member?.offers ?? [];
  const models = settings.models.length > 0 ? settings.models : found;
  const served = chooseModels(await fitModels(models, offers), offers, settings.slots ?? 1);
  if (!served.ok) return yield failing('models', served.fault);
  if (member) yield checkOffers(member, served.value);
  for (const one of served.value) {
    printer.begin(`asking ${one.model}`);
    yield* await checkEngine(one);
    await one.engine.close();
  }
}

async function checkVersion(broker: BrokerAddress): Promise<Finding> {
  const known = await getJson(broker, '/nodes/program', ProgramReplySchema);
  const newest = known.ok ? known.value.value.newest : VERSION;
  return isNewer(newest, VERSION)
    ? warning('version', 'node_update', { newest, version: VERSION })
    : fine('version', VERSION, { version: VERSION });
}

const toFinding = (check: string, result: Result<string>): Finding =>
  result.ok ? fine(check, result.value) : failing(check, result.fault);
