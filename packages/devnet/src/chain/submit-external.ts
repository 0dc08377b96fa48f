import type { Cell } from '@ton/core';
import type { LocalChain } from './local-chain.ts';
import type { Switches } from './switches.ts';

/**
 * What a liteserver does with an external message: it tries it on the current state, answers, and hands it on. When the
 * answer comes, the message may be in a block, on its way to one (`blockMs`), or lost (`loseExternals`).
 * @throws EmulationError when the contract does not accept it now.
 */
export async function submitExternal(chain: LocalChain, switches: Switches, message: Cell): Promise<void> {
  if (switches.loseExternals > 0) {
    await chain.preview(message);
    switches.loseExternals -= 1;
    return;
  }
  if (switches.blockMs === 0) {
    await chain.send(message);
    return;
  }
  await chain.preview(message);
  // By then another message may have come first; what is refused then vanishes, as on the network.
  setTimeout(() => void chain.send(message).catch(() => {}), switches.blockMs).unref();
}
