export { type AllowanceState, allowableNano, allowedNano, FIRST_ALLOWANCE_NANO, totalToSign } from './allowance.ts';
export { depositExtraNano } from './channel-tools.ts';
export { connectWallet, disconnectWallet } from './connect-wallet.ts';
export {
  advanceDeposit,
  DEPOSIT_STEPS,
  type DepositEvent,
  type DepositProgress,
  type DepositStep,
  startDeposit,
  stepState,
} from './deposit-progress.ts';
export { type DepositInput, makeDeposit, type SentDeposit } from './make-deposit.ts';
export { findSessionKey, type KeptKey } from './session-keys.ts';
export { signAllowance } from './sign-allowance.ts';
