import { enclaveText } from '@spindle/shared/enclave';
import type { Printer } from '../cli/printer.ts';
import { readerOf } from '../earnings/look-at-account.ts';
import type { Settings } from '../settings/settings.ts';
import { CollateralCache } from './collateral/collateral-cache.ts';
import { findQuoteSource } from './find-source.ts';
import { gpuEvidenceHash } from './gpu-evidence.ts';
import { type Enclave, openEnclave } from './open-enclave.ts';
import { runTool } from './run-tool.ts';

/** Where the newest block is read, unless the owner names another place. */
const TON_API = { url: 'https://toncenter.com', key: null };

/** The enclave that this program runs in; null where the processor can't be asked, or the owner does not want it. */
export async function findEnclave(
  { enclave: settings, earnings }: Pick<Settings, 'enclave' | 'earnings'>,
  printer: Pick<Printer, 'say'>,
): Promise<Enclave | null> {
  if (settings.mode === 'off') return null;
  const source = await findQuoteSource(settings.dstackSocket);
  if (!source) return null;
  const nowMs = () => Date.now();
  const ton = earnings.tonApi ?? TON_API;
  printer.say('enclave', `a confidential machine: quotes by ${source.name}`, { source: source.name });
  let told = '';
  return openEnclave({
    source,
    collateral: new CollateralCache({ base: settings.pccs, fetch, nowMs }),
    chain: { reader: readerOf(ton), url: ton.url },
    gpuHash: (sealKey) => gpuEvidenceHash(sealKey, { run: runTool, nowMs }),
    image: settings.image ?? 'unnamed',
    payoutAddress: earnings.payoutWallet,
    onFault: (fault) => {
      const words = fault ? enclaveText(fault) : '';
      if (words !== '' && words !== told) printer.say('warn', words, { code: fault?.code ?? '', ...fault?.facts });
      told = words;
    },
  });
}
