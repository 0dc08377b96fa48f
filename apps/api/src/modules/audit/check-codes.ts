/**
 * All that the audit can find, as its sentence says it in logs and in the command's output, and the code by which screens
 * find their own words for it. The ledger's sentences stand here too: it names its checks by them alone.
 */
const CODES = {
  // The ledger in itself.
  'each posting has its transfer and its account': 'posting_alone',
  'transfer sums to zero': 'transfer_sum',
  'balance is the sum of its postings': 'balance_sum',
  'held of a channel is the sum of its open holds': 'escrow_held',
  'held of a key is the sum of its open holds': 'key_held',
  'spent of a channel is what was settled from it': 'escrow_spent',
  'spent of a key is what was settled by it': 'key_spent',
  'spent of a channel on its last day is what was settled on it': 'escrow_spent_day',
  'spent of a key on its last day is what was settled on it': 'key_spent_day',
  'spent of a key in its last month is what was settled in it': 'key_spent_month',
  'deposited of a channel is what its own transactions brought': 'escrow_deposited',
  'a settled hold without a channel was paid by the market, and no other was': 'gift_payer',
  'every deposit on chain was credited, and no other': 'deposit_credited',
  // What others wrote, against the ledger.
  'a request costs what was settled for it': 'request_cost',
  'the fee of a request is what was booked of it': 'request_fee',
  'a provider earns of a request what was booked': 'request_earned',
  'what the market paid for answers was given, once for each': 'gift_once',
  'no job is billed twice': 'billed_twice',
  'every refund left the books': 'refund_booked',
  'no more was claimed of an escrow than was spent, and given back': 'claimed_over_spent',
  'each refund of a request was decided, once, and is no more than it cost': 'refund_decided',
  'what is sent of a closed escrow left the books, and is no more than it owed': 'credit_booked',
  'the market’s wallet has what its transactions left': 'wallet_sum',
  'each transaction of the market’s wallet is booked, and no other': 'wallet_booked',
  'no more came of an escrow than it paid': 'income_over_paid',
  'what an escrow paid has come within an hour': 'income_late',
  'every payout left the books, and no other': 'payout_booked',
  'each payout is paid once, and all that was claimed is a payout': 'payout_once',
  'no more is promised to a provider than they earned': 'promised_over_earned',
  'no more was spent of an escrow than was signed for': 'spent_over_signed',
  // Sums by day.
  'usage_day is the sum of its rows': 'usage_day_sum',
  'earn_day is the sum of its rows': 'earn_day_sum',
  'earn_hour is the sum of its rows': 'earn_hour_sum',
  // Signatures.
  'an address follows from its terms': 'address_of_terms',
  'what counts as signed has a voucher': 'voucher_signed',
  'a request that cost something has a receipt that its machine signed': 'receipt_signed',
  'a request costs what its receipt says': 'receipt_cost',
  // The chain.
  'the chain has what the books say': 'chain_state',
  'the chain has what the books say of an escrow': 'chain_escrow',
  'the chain has what the books say of an escrow: its history': 'chain_escrow_history',
  'the chain has what the books say of an escrow: the contract': 'chain_escrow_contract',
  'the chain has what the books say of an earnings account': 'chain_earnings',
  'the chain has what the books say of an earnings account: its history': 'chain_earnings_history',
  'the chain has what the books say of an earnings account: the contract': 'chain_earnings_contract',
  'deposited of an escrow, on chain': 'chain_escrow_deposited',
  'deposited of an earnings account, on chain': 'chain_earnings_deposited',
  'claimed of an escrow, on chain': 'chain_escrow_claimed',
  'claimed of an earnings account, on chain': 'chain_earnings_claimed',
  'state of an escrow, on chain': 'chain_escrow_status',
  'state of an earnings account, on chain': 'chain_earnings_status',
  'coins of an escrow cover what is in it': 'chain_escrow_cover',
  'coins of an earnings account cover what is in it': 'chain_earnings_cover',
  'the market’s wallet has on chain what the books say': 'chain_wallet',
  'the market’s wallet has on chain what the books say: its history': 'chain_wallet_history',
  // All coins.
  'the books say what lies in all contracts of ours': 'coins_all',
  'providers’ accounts got no more than was sent': 'coins_fundings',
} as const;

/** A sentence of this list. */
export type Check = keyof typeof CODES;
export type CheckCode = (typeof CODES)[Check];

const isCheck = (sentence: string): sentence is Check => Object.hasOwn(CODES, sentence);

/** Null for a sentence of a broker that knows more, or less, than this one: rows are older than programs. */
export const checkCodeOf = (sentence: string): CheckCode | null => (isCheck(sentence) ? CODES[sentence] : null);
