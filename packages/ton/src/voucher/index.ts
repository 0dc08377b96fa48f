export { checkVoucher, type VoucherChannel, verifyCloseAgreement, verifyVoucher } from './check-voucher.ts';
