import { access, constants } from 'node:fs/promises';
import { TSM_REPORTS } from './configfs-tsm.ts';
import { DSTACK_SOCKETS, dstackSource } from './dstack-source.ts';
import { kernelSource } from './kernel-source.ts';
import type { QuoteSource } from './machine-proof.ts';

/**
 * Who can be asked for quotes here: dstack's agent, which knows the programs' log, before the kernel itself.
 * @param socket where the owner says that the agent listens: then nobody else is asked
 * @returns null where nobody can, so that this is no confidential machine.
 */
export async function findQuoteSource(
  socket: string | null,
  isThere: (path: string) => Promise<boolean> = isWritable,
): Promise<QuoteSource | null> {
  if (socket !== null) return dstackSource(socket);
  for (const usual of DSTACK_SOCKETS) if (await isThere(usual)) return dstackSource(usual);
  return (await isThere(TSM_REPORTS)) ? kernelSource() : null;
}

const isWritable = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
