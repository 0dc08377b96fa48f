import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import { systemCode, systemTsmFiles, type TsmFiles } from './tsm-files.ts';

/** Documentation/ABI/testing/configfs-tsm-report of the Linux kernel. */
export const TSM_REPORTS = '/sys/kernel/config/tsm/report';

export interface TsmReport {
  provider: 'tdx_guest' | 'sev_guest';
  outblob: Buffer;
  /** What belongs to the report and is not in it; empty where the kernel has none. */
  auxblob: Buffer;
}

export interface TsmParts {
  files?: TsmFiles;
  root?: string;
  /** Between two tries, in milliseconds. */
  pauseMs?: number;
}

const TRIES = 4;
const PAUSE_MS = 500;
/** The host's quoting service has not answered, or answers somebody else. */
const BUSY = new Set(['EBUSY', 'ETIMEDOUT', 'EINTR', 'EAGAIN']);
/** No driver of a guest has registered: at the folder, and at reading. */
const NOBODY = new Set(['ENXIO', 'ENOTTY', 'ENOENT', 'EPERM', 'EACCES', 'EROFS']);

/**
 * Asks the kernel for a report over these 64 bytes. Each question has a folder of its own; should another program write
 * into it all the same, the count of writes (`generation`) tells, and the report is thrown away.
 * Refusals: `tsm_unavailable`, `tsm_busy`, `tsm_raced`, `tsm_provider_unknown`, `tsm_failed`.
 */
export async function askTsm(
  inblob: Uint8Array,
  { files = systemTsmFiles, root = TSM_REPORTS, pauseMs = PAUSE_MS }: TsmParts = {},
): Promise<EnclaveResult<TsmReport>> {
  let last: EnclaveResult<TsmReport> = enclaveFail('tsm_raced');
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await wait(pauseMs);
    last = await askOnce(inblob, files, join(root, `spindle-${randomUUID()}`));
    const mayPass = !last.ok && (last.fault.code === 'tsm_busy' || last.fault.code === 'tsm_raced');
    if (!mayPass) return last;
  }
  return last;
}

async function askOnce(inblob: Uint8Array, files: TsmFiles, folder: string): Promise<EnclaveResult<TsmReport>> {
  try {
    await files.makeFolder(folder);
  } catch (error) {
    return faultOf(error);
  }
  try {
    return await readReport(inblob, files, folder);
  } catch (error) {
    return faultOf(error);
  } finally {
    await files.removeFolder(folder).catch(() => {});
  }
}

async function readReport(inblob: Uint8Array, files: TsmFiles, folder: string): Promise<EnclaveResult<TsmReport>> {
  const read = (name: string) => files.read(join(folder, name));
  const generation = async () => Number((await read('generation')).toString().trim());
  const before = await generation();
  await files.write(join(folder, 'inblob'), inblob);
  const outblob = await read('outblob');
  // Not every provider has one.
  const auxblob = await read('auxblob').catch(() => Buffer.alloc(0));
  const provider = (await read('provider')).toString().trim();
  // A write that failed says so nowhere else: the kernel takes it at the file's end, whose result is lost.
  if ((await generation()) !== before + 1) return enclaveFail('tsm_raced');
  if (provider !== 'tdx_guest' && provider !== 'sev_guest') return enclaveFail('tsm_provider_unknown', { provider });
  return { ok: true, value: { provider, outblob, auxblob } };
}

function faultOf(error: unknown): EnclaveResult<never> {
  const why = systemCode(error);
  if (BUSY.has(why)) return enclaveFail('tsm_busy', { why });
  return enclaveFail(NOBODY.has(why) ? 'tsm_unavailable' : 'tsm_failed', { why });
}
