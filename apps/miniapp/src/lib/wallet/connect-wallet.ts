import { FaultError, type Language } from '@spindle/shared';
import type { ConnectedWallet, TonConnectUI } from '@tonconnect/ui';
import { type AppConfig, api, type Me, type WalletProof } from '../api/index.ts';
import { openTonConnect } from './load-tonconnect.ts';
import { walletFault } from './wallet-fault.ts';

/**
 * Asks the person for their wallet, and the wallet for a proof that it is theirs (ton_proof). Nothing is paid.
 * Refusals: `wallet_declined`, `wallet_silent`, and what the broker says of the proof.
 */
export async function connectWallet(config: AppConfig, language: Language): Promise<Me> {
  const ui = await openTonConnect(config, language);
  if (ui.connected) await ui.disconnect();
  const { payload } = await api.wallet.proofPayload.mutate();
  ui.setConnectRequestParameters({ state: 'ready', value: { tonProof: payload } });
  const wallet = await waitForWallet(ui);
  try {
    return await api.wallet.prove.mutate(proofOf(wallet));
  } catch (error) {
    // A wallet that could not be proven must not look connected.
    await ui.disconnect().catch(() => undefined);
    throw error;
  }
}

/** Breaks the link on both sides. The escrow stays the wallet's; it can be connected again. */
export async function disconnectWallet(config: AppConfig, language: Language): Promise<Me> {
  const ui = await openTonConnect(config, language);
  if (ui.connected) await ui.disconnect();
  return api.wallet.forget.mutate();
}

function waitForWallet(ui: TonConnectUI): Promise<ConnectedWallet> {
  return new Promise((resolve, reject) => {
    const stop = [
      ui.onStatusChange(
        (wallet) => wallet && finish(() => resolve(wallet)),
        (error) => finish(() => reject(walletFault(error))),
      ),
      ui.onModalStateChange((state) => {
        const isLeft = state.status === 'closed' && state.closeReason === 'action-cancelled';
        if (isLeft) finish(() => reject(new FaultError({ code: 'wallet_declined' })));
      }),
    ];
    const finish = (settle: () => void) => {
      for (const end of stop) end();
      settle();
    };
    ui.openModal().catch((error: unknown) => finish(() => reject(walletFault(error))));
  });
}

function proofOf({ account, connectItems }: ConnectedWallet): WalletProof {
  const item = connectItems?.tonProof;
  if (!item || !('proof' in item) || !account.publicKey) throw new FaultError({ code: 'proof_signature' });
  const { timestamp, domain, payload, signature } = item.proof;
  return {
    address: account.address,
    networkId: Number(account.chain),
    publicKey: account.publicKey,
    stateInit: account.walletStateInit,
    proof: { timestamp: Number(timestamp), domain, payload, signature },
  };
}
