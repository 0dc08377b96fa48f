import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '@spindle/shared';
import { createSidecar } from './create-sidecar.ts';
import { isLoopback } from './guard.ts';
import { HELP } from './help.ts';
import { makePrinter, type Printer } from './printer.ts';
import { readCommandLine, type Settings } from './settings.ts';
import { VERSION } from './version.ts';

const outlets = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };

/** Ends the process with this code, or lets it serve until it is stopped. */
async function main(): Promise<number | null> {
  const { isJson, isHelp, isVersion, settings } = readCommandLine(process.argv.slice(2), process.env);
  const printer = makePrinter(outlets, isJson, () => Date.now());
  if (isHelp || isVersion) printer.say(isHelp ? 'help' : 'version', isHelp ? HELP : VERSION);
  if (isHelp || isVersion) return 0;
  if (!settings.ok) {
    printer.fault(settings.fault);
    return 1;
  }
  const server = createSidecar(settings.value, (note) => printer.request(note));
  const port = await listen(server, settings.value);
  if (!port.ok) {
    printer.fault(port.fault);
    return 1;
  }
  tell(printer, settings.value, port.value);
  stopBySignals(server, printer);
  return null;
}

function listen(server: Server, { host, port }: Settings): Promise<Result<number>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(fail('sidecar_port', { host, port, reason: error.code ?? error.name })),
    );
    server.listen(port, host, () => resolve(ok((server.address() as AddressInfo).port)));
  });
}

function tell(printer: Printer, { brokerUrl, host, apiKey, brokerKey }: Settings, port: number): void {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/v1`;
  printer.say('listening', `Base URL ${url}, sealed for ${brokerUrl}`, { url, brokerUrl });
  if (!isLoopback(host)) {
    const spends = apiKey ? ', and spend with your key' : '';
    printer.warn(
      'exposed',
      `others on your network can reach ${host}:${port}${spends}; what they send goes unsealed that far`,
    );
  }
  if (!brokerKey) {
    printer.warn(
      'unpinned',
      'without --broker-key the key of the market’s first quote is trusted, until the next start',
    );
  }
}

/** The first signal lets answers in work end; the second does not wait. */
function stopBySignals(server: Server, printer: Printer): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      printer.say('stopping', 'Answers in work end first; once more ends at once.');
      // Connections are kept for a next request; now there is none.
      server.keepAliveTimeout = 1;
      server.close(() => process.exit(0));
    });
  }
}

const code = await main();
if (code !== null) process.exitCode = code;
