import { type Fault, ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { checkEarnings } from '../earnings/check-earnings.ts';
import { readMembership } from '../home/membership.ts';
import { checkEngine, checkMarket, checkOffers, type Finding } from '../selftest.ts';
import { chooseModels, defaultSlots, findLocalEngine } from '../settings/choose-models.ts';
import type { Settings } from '../settings/settings.ts';
import { openOwn } from './open-node.ts';

/** `spindle-node doctor`: checks everything, in the order in which things depend on each other. */
export async function doctorCommand(settings: Settings, printer: Printer): Promise<Result<null>> {
  let first: Fault | null = null;
  const tell = ({ name, result }: Finding): boolean => {
    if (result.ok) printer.say('ok', `ok    ${name}: ${result.value}`, { name, ok: true });
    else printer.say('failed', `fails ${name}`, { name, ok: false, code: result.fault.code });
    if (!result.ok) printer.fault(result.fault);
    if (!result.ok) first ??= result.fault;
    return result.ok;
  };
  for await (const finding of findings(settings)) tell(finding);
  // Each fault has been told; the exit code says that there was one.
  return first ? { ok: false, fault: first } : ok(null);
}

async function* findings(settings: Settings): AsyncGenerator<Finding> {
  const own = await openOwn(settings);
  yield { name: 'data folder', result: own.ok ? ok(settings.home) : own };
  if (!own.ok) return;
  const member = await readMembership(own.value.home);
  yield { name: 'membership', result: member.ok ? ok(`listing ${member.value.listingId}`) : member };
  const url = settings.brokerUrl ?? (member.ok ? member.value.brokerUrl : null);
  const nodeId = member.ok ? member.value.nodeId : '00000000-0000-0000-0000-000000000000';
  if (url) yield* await checkMarket({ url }, nodeId, () => Date.now());
  const local = settings.models.length > 0 ? null : await findLocalEngine();
  if (local && !local.ok) return yield { name: 'engine', result: local };
  const models = local?.ok ? [{ model: null, engine: local.value }] : settings.models;
  const served = chooseModels(
    models,
    member.ok ? member.value.offers : [],
    settings.slots ?? (await defaultSlots(models)),
  );
  if (!served.ok) return yield { name: 'models', result: served };
  yield { name: 'earnings', result: await checkEarnings(own.value.home, settings) };
  if (member.ok) yield checkOffers(member.value, served.value);
  for (const one of served.value) {
    yield await checkEngine(one);
    await one.engine.close();
  }
}
