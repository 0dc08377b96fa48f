import { type Fault, ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import type { Membership } from '../home/membership.ts';
import { lockHome } from '../home/run-lock.ts';
import { chooseModels, defaultSlots, findLocalEngine } from '../settings/choose-models.ts';
import type { Settings } from '../settings/settings.ts';
import { type RunningNode, startNode } from '../start-node.ts';
import { VERSION } from '../version.ts';
import { joinWith, membershipOf, type OpenedHome, openOwn } from './open-node.ts';
import { StatusTeller } from './status-teller.ts';

/** `spindle-node run`. Ends when `stop` fires, or when the market will not have this node. */
export async function runCommand(settings: Settings, printer: Printer, stop: AbortSignal): Promise<Result<null>> {
  const own = await openOwn(settings);
  if (!own.ok) return own;
  const unlock = await lockHome(own.value.home);
  if (!unlock.ok) return unlock;
  try {
    printer.say('start', `spindle-node ${VERSION}, data in ${own.value.home.path}`, { version: VERSION });
    const membership = await membershipOf(settings, own.value, printer);
    if (!membership.ok) return membership;
    const end = await runOnce(settings, own.value, membership.value, printer, stop);
    if (!end.ok && end.fault.code === 'node_unknown' && settings.joinCode) {
      // A market that was made anew, as development ones are, with a fresh code for it.
      const joined = await joinWith(settings, own.value, printer);
      return joined.ok ? await runOnce(settings, own.value, joined.value, printer, stop) : end;
    }
    return end;
  } finally {
    unlock.value();
  }
}

async function runOnce(
  settings: Settings,
  own: OpenedHome,
  membership: Membership,
  printer: Printer,
  stop: AbortSignal,
): Promise<Result<null>> {
  const models = await modelsOf(settings, printer);
  if (!models.ok) return models;
  const slots = settings.slots ?? (await defaultSlots(models.value));
  const served = chooseModels(models.value, membership.offers, slots);
  if (!served.ok) return served;
  const teller = new StatusTeller(own.home, membership.brokerUrl, printer);
  const node = await startNode({
    ...own,
    membership,
    served: served.value,
    slots,
    earnings: settings.earnings,
    log: {
      info: (facts, words) => printer.say('info', words, facts),
      warn: (facts, words) => printer.say('warn', wordsWith(words, facts), facts),
      error: (facts, words) => printer.say('error', wordsWith(words, facts), facts),
    },
    nowMs: () => Date.now(),
    onChange: () => teller.changed(),
  });
  teller.begin(node);
  const fault = await untilEnd(node, stop);
  if (!fault) printer.say('stop', 'stopping: answers in work may end');
  await node.stop();
  await teller.end();
  return fault ? { ok: false, fault } : ok(null);
}

/** Codes and numbers beside the words; there is nothing else in facts. */
const wordsWith = (words: string, facts: Record<string, unknown>): string =>
  `${words} (${Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`;

async function modelsOf(settings: Settings, printer: Printer): Promise<Result<Settings['models']>> {
  if (settings.models.length > 0) return ok(settings.models);
  const found = await findLocalEngine();
  if (!found.ok) return found;
  if (found.value.kind !== 'embedded') printer.say('engine', `found ${found.value.kind} at ${found.value.url}`);
  return ok([{ model: null, engine: found.value }]);
}

function untilEnd(node: RunningNode, stop: AbortSignal): Promise<Fault | null> {
  return new Promise((resolve) => {
    void node.ended.then(resolve);
    if (stop.aborted) resolve(null);
    stop.addEventListener('abort', () => resolve(null), { once: true });
  });
}
