import { activateBody, listMessage, proposeBody, transferOf, type WalletSender } from '@spindle/ton';
import { listOwner, termsOf } from '../world/allow-list.ts';
import { loadSecrets, readSettings } from '../world/settings.ts';

type Body = Parameters<typeof listMessage>[1];

/** The wallet that owns the local world's list of allowed images, and the chain's clock, which only goes forward. */
export interface ListWallet {
  send(message: ReturnType<typeof listMessage>): Promise<void>;
  propose(tree: { root: string; size: number }): Promise<void>;
  activate(): Promise<void>;
  advance(seconds: number): Promise<void>;
  switches(wanted: { isDown: boolean }): Promise<void>;
}

export function listWallet(chainUrl: string): ListWallet {
  const seed = loadSecrets(readSettings(process.env).dataDir).listOwnerSeed;
  const local = (method: string, parameters: object = {}) =>
    fetch(`${chainUrl}/local/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
  const owner = async (): Promise<WalletSender> => {
    const { now }: { now: number } = await (await local('status')).json();
    return listOwner(seed, chainUrl, () => now);
  };
  const send: ListWallet['send'] = async (message) => {
    const sent = await (await owner()).send([transferOf(message)]);
    if (!sent.ok) throw new Error(`the list's owner could not send: ${sent.fault.code}`);
  };
  const say = (body: Body) => send(listMessage(termsOf(listOwner(seed, chainUrl)), body));
  return {
    send,
    propose: (tree) => say(proposeBody(tree)),
    activate: () => say(activateBody()),
    advance: async (seconds) => void (await local('advance', { seconds })),
    switches: async (wanted) => void (await local('switches', wanted)),
  };
}
