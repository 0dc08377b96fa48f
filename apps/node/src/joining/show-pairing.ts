import type { OpenedPairing } from '@spindle/shared';
import { renderUnicodeCompact } from 'uqr';
import type { Printer } from '../cli/printer.ts';

/** Shows how to confirm this machine: a link, the same as a QR code, the code by itself, and what to compare. */
export function showPairing(
  { link, code, fingerprint, expiresAt }: OpenedPairing & { fingerprint: string },
  printer: Printer,
): void {
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;
  const words = [
    '',
    'Confirm that this machine is yours. Open this on your phone:',
    '',
    renderUnicodeCompact(link, { border: 1 }),
    '',
    `  ${link}`,
    `  or Spindle → Earn → Join a machine, and type ${spaced}`,
    '',
    `Confirm there only if it shows these digits:  ${fingerprint}`,
    'Waiting, 15 minutes at most. Ctrl-C takes the code back.',
    '',
  ].join('\n');
  printer.say('pairing', words, { code, link, fingerprint, expiresAt });
}
