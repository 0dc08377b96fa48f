import { FaultError } from '@spindle/shared';

/** TonConnect's failures by their names: its classes would have to be loaded to compare with. */
const OTHER_NETWORK = /WrongNetwork|wrong network/i;
const DECLINED = /UserRejects|declined|rejected|canceled|cancelled/i;

/** What a wallet's failure means for the person; anything that is no failure of a wallet passes as it is. */
export function walletFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof FaultError || error instanceof TypeError) return error;
  const said = `${error.name} ${error.constructor.name} ${error.message}`;
  if (OTHER_NETWORK.test(said)) return new FaultError({ code: 'wallet_wrong_network' });
  return new FaultError({ code: DECLINED.test(said) ? 'wallet_declined' : 'wallet_silent' });
}
