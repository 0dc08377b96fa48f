import { commandBeside } from './command-beside.ts';
import type { RunningWorld } from './world.ts';

export interface AuditOutcome {
  code: number | null;
  /** What `--json` printed; null when it printed something else. */
  report: { isClean: boolean; findings: unknown[]; looked: { receipts: number; accounts: number } } | null;
}

const TRIES = 5;

/** `npm run audit -- --json` beside a running world. What could not be read yet (exit 3) is asked again. */
export async function auditCommand(world: RunningWorld): Promise<AuditOutcome> {
  for (let tries = 1; ; tries++) {
    const { code, printed } = await commandBeside(world, ['scripts/audit.ts', '--json']);
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
