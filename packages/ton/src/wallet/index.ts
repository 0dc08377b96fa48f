export { createWalletSender, type Transfer, type WalletOptions, type WalletSender } from './wallet-sender.ts';
