import type { TransactionComputePhase, TransactionDescription } from '@ton/core';
import { type Indexed, messageCells, unpack } from '../../chain/index.ts';
import { messageJson } from './message-json.ts';

/** The phases of an ordinary transaction, the only kind there is on a chain without validators' contracts. */
type Ordinary = Extract<TransactionDescription, { type: 'generic' }>;

const STATUSES = { active: 'active', uninitialized: 'uninit', frozen: 'frozen', 'non-existing': 'nonexist' } as const;
const base64OfNumber = (hash: bigint): string =>
  Buffer.from(hash.toString(16).padStart(64, '0'), 'hex').toString('base64');

/** A transaction as the indexer shows it. */
export function transactionJson({ row, seqno, time }: Indexed) {
  const transaction = unpack(row);
  const { incoming, outgoing } = messageCells(transaction.raw);
  const { description } = transaction;
  return {
    account: row.account.toUpperCase(),
    hash: row.hash,
    lt: row.lt,
    now: time,
    mc_block_seqno: seqno,
    block_ref: { workchain: 0, shard: '8000000000000000', seqno },
    prev_trans_hash: base64OfNumber(transaction.prevTransactionHash),
    prev_trans_lt: String(transaction.prevTransactionLt),
    orig_status: STATUSES[transaction.oldStatus],
    end_status: STATUSES[transaction.endStatus],
    total_fees: String(transaction.totalFees.coins),
    total_fees_extra_currencies: {},
    description: description.type === 'generic' ? descriptionJson(description) : { type: description.type },
    in_msg: incoming ? messageJson(incoming) : null,
    out_msgs: outgoing.map(messageJson),
    emulated: false,
  };
}

function descriptionJson({ storagePhase, creditPhase, computePhase, actionPhase, ...flags }: Ordinary) {
  return {
    type: 'ord',
    aborted: flags.aborted,
    destroyed: flags.destroyed,
    credit_first: flags.creditFirst,
    storage_ph: storagePhase
      ? { storage_fees_collected: String(storagePhase.storageFeesCollected), status_change: storagePhase.statusChange }
      : undefined,
    credit_ph: creditPhase ? { credit: String(creditPhase.credit.coins) } : undefined,
    compute_ph: computeJson(computePhase),
    action: actionPhase
      ? {
          success: actionPhase.success,
          valid: actionPhase.valid,
          no_funds: actionPhase.noFunds,
          status_change: actionPhase.statusChange,
          total_fwd_fees: String(actionPhase.totalFwdFees ?? 0n),
          total_action_fees: String(actionPhase.totalActionFees ?? 0n),
          result_code: actionPhase.resultCode,
          tot_actions: actionPhase.totalActions,
          skipped_actions: actionPhase.skippedActions,
          msgs_created: actionPhase.messagesCreated,
        }
      : undefined,
  };
}

function computeJson(phase: TransactionComputePhase) {
  if (phase.type === 'skipped') return { skipped: true, reason: phase.reason };
  return {
    skipped: false,
    success: phase.success,
    msg_state_used: phase.messageStateUsed,
    account_activated: phase.accountActivated,
    gas_fees: String(phase.gasFees),
    gas_used: String(phase.gasUsed),
    gas_limit: String(phase.gasLimit),
    mode: phase.mode,
    exit_code: phase.exitCode,
    vm_steps: phase.vmSteps,
  };
}
