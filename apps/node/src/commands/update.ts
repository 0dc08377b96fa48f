import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fail, ok, ProgramReplySchema, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { DEFAULT_BROKER_URL } from '../default-broker.ts';
import { homeAt } from '../home/home.ts';
import { readMembership } from '../home/membership.ts';
import { getJson } from '../link/post-json.ts';
import type { Settings } from '../settings/settings.ts';
import { updateCommand as commandFor, findInstallation } from '../update/find-installation.ts';
import { isNewer } from '../update/is-newer.ts';
import { VERSION } from '../version.ts';

const run = promisify(execFile);
const PACKAGE = 'spindle-node';
const INSTALL_TIMEOUT_MS = 5 * 60_000;

/**
 * `spindle-node update`: asks the market for the newest version. Installed by npm for all projects, it is put in the old
 * one's place; else the command is shown. Restarting stays with the owner.
 * Refusals: `broker_unreachable`, `node_not_joined`, `update_failed`.
 */
export async function updateCommand(settings: Settings, printer: Printer): Promise<Result<null>> {
  const member = await readMembership(homeAt(settings.home));
  const url = settings.brokerUrl ?? (member.ok ? member.value.brokerUrl : DEFAULT_BROKER_URL);
  if (!url) return member.ok ? ok(null) : member;
  const known = await getJson({ url }, '/nodes/program', ProgramReplySchema);
  if (!known.ok) return known;
  const { newest, minimum } = known.value.value;
  if (!isNewer(newest, VERSION)) {
    printer.say('current', `${VERSION} is the newest version`, { version: VERSION, newest, minimum });
    return ok(null);
  }
  const installation = findInstallation(fileURLToPath(import.meta.url), process.env.SPINDLE_CONTAINER === '1');
  const command = commandFor(installation, PACKAGE, newest);
  const facts = { version: VERSION, newest, minimum, command, how: installation.kind };
  if (installation.kind !== 'global') {
    printer.say('update', `version ${newest} is out, this is ${VERSION}. Update it:\n  ${command}`, facts);
    return ok(null);
  }
  printer.say('update', `installing ${newest}: ${command}`, facts);
  try {
    await run('npm', ['install', '--global', `${PACKAGE}@${newest}`], { timeout: INSTALL_TIMEOUT_MS });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail('update_failed', { reason, command });
  }
  printer.say('updated', `installed ${newest}; restart it: spindle-node drain, then spindle-node run`, facts);
  return ok(null);
}
