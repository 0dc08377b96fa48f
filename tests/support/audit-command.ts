import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { RunningWorld } from './world.ts';

export interface AuditOutcome {
  code: number | null;
  /** What `--json` printed; null when it printed something else. */
  report: { isClean: boolean; findings: unknown[]; looked: { receipts: number; accounts: number } } | null;
}

const TRIES = 5;

/** `npm run audit -- --json` beside a running world. What could not be read yet (exit 3) is asked again. */
export async function auditCommand({ dataDir, ports }: RunningWorld): Promise<AuditOutcome> {
  for (let tries = 1; ; tries++) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/audit.ts', '--json'], {
      env: {
        ...process.env,
        SPINDLE_DATA: dataDir,
        PORT: String(ports.api),
        CHAIN_PORT: String(ports.chain),
        POSTGRES_PORT: String(ports.postgres),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const printed = await text(child.stdout);
    const code = await ended;
    if (code !== 3 || tries === TRIES) return { code, report: parsed(printed) };
  }
}

function parsed(printed: string): AuditOutcome['report'] {
  try {
    return JSON.parse(printed);
  } catch {
    return null;
  }
}
