export { type AllowanceState, allowableNano, allowedNano, FIRST_ALLOWANCE_NANO, totalToSign } from './allowance.ts';
export { leaveWallet } from './answer-of-wallet.ts';
export { answerSigner } from './answer-signer.ts';
export { type ChangeInput, changeCoins } from './change-coins.ts';
export { depositExtraNano } from './channel-tools.ts';
export { SWAP_EXTRA_NANO } from './check-swap.ts';
export { type ClaimInput, claimAlone } from './claim-alone.ts';
export { closeNow } from './close-now.ts';
export { confirmAboveNano, confirmOwner, keepConfirmAbove, mayStopConfirming } from './confirm-above.ts';
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
export { type LeaveAmounts, leaveAmounts } from './leave-amounts.ts';
export { type LeaveInput, sendLeave, type WayOut, wayOutOf } from './leave-escrow.ts';
export {
  advanceLeave,
  isLeaveDone,
  isLeaveOverdue,
  LEAVE_STEPS,
  type LeaveEvent,
  type LeaveProgress,
  leaveStepState,
  startLeave,
} from './leave-progress.ts';
export { type DepositInput, makeDeposit, type SentDeposit } from './make-deposit.ts';
export { findSessionKey, type KeptKey } from './session-keys.ts';
export { signAllowance } from './sign-allowance.ts';
export { signListMessage } from './sign-list-message.ts';
export { openRiskNano } from './total-for-answer.ts';
export { useConnectWallet } from './use-connect-wallet.ts';
