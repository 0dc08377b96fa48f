import { type Fault, ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import type { ControlReply, ControlWord } from '../control/control-words.ts';
import { serveControl } from '../control/serve-control.ts';
import { findEnclave } from '../enclave/find-enclave.ts';
import type { Membership } from '../home/membership.ts';
import { isPaused, writePaused } from '../home/paused.ts';
import { findCandidates } from '../joining/candidates.ts';
import { chooseModels, defaultSlots } from '../settings/choose-models.ts';
import { fitModels } from '../settings/fit-models.ts';
import type { Settings } from '../settings/settings.ts';
import { type RunningNode, startNode } from '../start-node.ts';
import type { OpenedHome } from './open-node.ts';
import { StatusTeller } from './status-teller.ts';

/** Runs a node until `stop` fires, its owner drains it, or the market will not have it. The data folder must be locked. */
export async function runNode(
  settings: Settings,
  own: OpenedHome,
  membership: Membership,
  printer: Printer,
  stop: AbortSignal,
): Promise<Result<null>> {
  const models = await modelsOf(settings, printer);
  if (!models.ok) return models;
  const fitted = await fitModels(models.value, membership.offers);
  const slots = settings.slots ?? (await defaultSlots(fitted));
  const served = chooseModels(fitted, membership.offers, slots);
  if (!served.ok) return served;
  const teller = new StatusTeller(own.home, membership.brokerUrl, printer);
  const node = await startNode({
    ...own,
    ...{ membership, served: served.value, slots, earnings: settings.earnings },
    enclave: await findEnclave(settings, printer),
    isPaused: await isPaused(own.home),
    log: logOf(printer),
    nowMs: () => Date.now(),
    onChange: () => teller.changed(),
  });
  const drain = new AbortController();
  const endControl = await serveControl(own.home, (word) => obey(word, { node, own, drain, printer }));
  teller.begin(node);
  const fault = await untilEnd(node, AbortSignal.any([stop, drain.signal]));
  if (!fault && !drain.signal.aborted) printer.say('stop', 'stopping: answers in work may end');
  // A drained machine waits for its last answer however long it takes; Ctrl-C ends that, too.
  const isPatient = drain.signal.aborted && !stop.aborted;
  await Promise.race([node.stop(isPatient ? null : undefined), isPatient ? aborted(stop) : never()]);
  await endControl?.();
  await teller.end();
  return fault ? { ok: false, fault } : ok(null);
}

interface Obeying {
  node: RunningNode;
  own: OpenedHome;
  drain: AbortController;
  printer: Printer;
}

async function obey(word: ControlWord, { node, own, drain, printer }: Obeying): Promise<ControlReply> {
  if (word === 'pause' || word === 'resume') {
    await writePaused(own.home, word === 'pause');
    node.pause(word === 'pause');
    printer.say(word, word === 'pause' ? 'paused: no new work until resumed' : 'resumed');
  }
  if (word === 'drain') {
    printer.say('drain', 'draining: answers in work end, then this stops');
    drain.abort();
  }
  const { isPaused: paused, busy } = node.view();
  return { pid: process.pid, isPaused: paused, isDraining: drain.signal.aborted, busy };
}

const logOf = (printer: Printer) => ({
  info: (facts: Record<string, unknown>, words: string) => printer.say('info', words, facts),
  warn: (facts: Record<string, unknown>, words: string) => printer.say('warn', wordsWith(words, facts), facts),
  error: (facts: Record<string, unknown>, words: string) => printer.say('error', wordsWith(words, facts), facts),
});

/** Codes and numbers beside the words; there is nothing else in facts. */
const wordsWith = (words: string, facts: Record<string, unknown>): string =>
  `${words} (${Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')})`;

async function modelsOf(settings: Settings, printer: Printer): Promise<Result<Settings['models']>> {
  if (settings.models.length > 0) return ok(settings.models);
  const found = await findCandidates([]);
  if (found.length === 0) return { ok: false, fault: { code: 'engine_not_found' } };
  for (const { name, settings: engine } of found) {
    if (engine.kind !== 'embedded') printer.say('engine', `found ${name} at ${engine.url}`, { url: engine.url });
  }
  return ok(found.map(({ settings: engine }) => ({ model: null, engine })));
}

function untilEnd(node: RunningNode, stop: AbortSignal): Promise<Fault | null> {
  return Promise.race([node.ended, aborted(stop)]);
}

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });

const never = (): Promise<never> => new Promise(() => {});
