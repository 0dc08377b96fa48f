import { parseArgs } from 'node:util';

export const USAGE = 'Usage: npm run audit [-- --json] [-- --clear-stop «what was found out»]';

export interface AuditCommand {
  isJson: boolean;
  /** Why payouts may go out again; null: they are left as they are. */
  clearStop: string | null;
}

export function readAuditCommand(args: string[]): { ok: true; command: AuditCommand } | { ok: false; why: string } {
  try {
    const { values } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, 'clear-stop': { type: 'string' } },
    });
    const why = values['clear-stop']?.trim() ?? null;
    if (why === '') return { ok: false, why: '--clear-stop needs a sentence that says what was found out.' };
    return { ok: true, command: { isJson: values.json, clearStop: why } };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
