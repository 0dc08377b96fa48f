// For the device, loaded when a deposit is made, and for the server. Needs @ton/core, hence a `Buffer`.
export { GAS_BUDGET_NANO, MESSAGE_VALUE_NANO, STORAGE_RESERVE_NANO, TOP_UP_EXTRA_NANO } from './amounts.ts';
export { claimMessage } from './claim-message.ts';
export { type DeployingMessage, depositMessage, type WalletMessage } from './deposit.ts';
export { type LeaveAction, leaveMessage, type TransferLinks, transferLinks } from './leave.ts';
export {
  CHANNEL_OP,
  cancelCloseBody,
  claimBody,
  closeAgreementCell,
  closeNowBody,
  finishCloseBody,
  givenBackBody,
  type MessageBody,
  requestCloseBody,
  topUpBody,
  voucherCell,
} from './messages.ts';
export { friendlyAddress, readAddress } from './names.ts';
export { EXCESSES_OP, PAYOUT_NOTICE_OP, payoutOf } from './payout-notice.ts';
export { type RefusalName, refusalCode, refusalName } from './refusals.ts';
export { type ChannelState, type ChannelStatus, parseChannelData, parseChannelReply } from './state.ts';
export {
  CHANNEL_CODE,
  type ChannelTerms,
  channelAddress,
  channelInit,
  channelStateInit,
  parseTerms,
  type StateCells,
} from './terms.ts';
