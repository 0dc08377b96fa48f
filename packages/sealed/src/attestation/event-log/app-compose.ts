import { equalBytes, hex, utf8 } from '@spindle/shared';
import { digest } from '../digest.ts';
import { must } from '../refusal.ts';
import type { Boot } from './replay.ts';

/** How dstack fills MRCONFIGID when it holds the program list's hash. */
const CONFIG_ID_KIND = 1;

/**
 * Checks that a program list (dstack's app-compose) is the one that the machine measured: in its event log, and in
 * MRCONFIGID where that is used for it. Refusal: `app_compose_mismatch`. @returns its SHA-256, lower-case hex.
 */
export async function checkAppCompose(text: string, boot: Boot, mrConfigId: Uint8Array): Promise<string> {
  const hash = await digest('SHA-256', utf8(text));
  must(boot.composeHash === hex(hash), 'app_compose_mismatch', { where: 'compose-hash' });
  const isInConfig = mrConfigId[0] !== CONFIG_ID_KIND || equalBytes(mrConfigId.subarray(1, 33), hash);
  must(isInConfig, 'app_compose_mismatch', { where: 'MRCONFIGID' });
  return hex(hash);
}
