-- What the market sends on chain: messages, the batches that carry them, and its own wallet's history.

CREATE TABLE "treasury_wallet" (
    "address" TEXT NOT NULL,
    "balance_nano" BIGINT NOT NULL DEFAULT 0,
    "cursor_lt" BIGINT,
    "cursor_hash" TEXT,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "treasury_wallet_pkey" PRIMARY KEY ("address"),
    CONSTRAINT "treasury_wallet_balance" CHECK ("balance_nano" >= 0)
);

CREATE TABLE "outgoing_batch" (
    "id" BIGSERIAL NOT NULL,
    "wallet" TEXT NOT NULL,
    "query_id" INTEGER NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "boc" BYTEA NOT NULL,
    "message_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "sends" INTEGER NOT NULL DEFAULT 0,
    "landed_lt" BIGINT,
    "landed_hash" TEXT,

    CONSTRAINT "outgoing_batch_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outgoing_batch_state" CHECK ("state" IN ('prepared', 'sent', 'accepted', 'landed', 'expired')),
    CONSTRAINT "outgoing_batch_landed" CHECK (("state" IN ('accepted', 'landed')) = ("landed_lt" IS NOT NULL))
);

CREATE TABLE "outgoing" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "wallet" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "value_nano" BIGINT NOT NULL,
    "amount_nano" BIGINT NOT NULL DEFAULT 0,
    "body" BYTEA NOT NULL,
    "state_init" BYTEA,
    "priority" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "exit_code" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "batch_id" BIGINT,
    "sent_lt" BIGINT,
    "sent_hash" TEXT,
    "returned_lt" BIGINT,
    "delivered_lt" BIGINT,
    "delivered_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outgoing_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outgoing_kind" CHECK ("kind" IN ('claim', 'close_now', 'fund', 'payout')),
    CONSTRAINT "outgoing_state" CHECK ("state" IN ('waiting', 'batched', 'done', 'refused', 'dropped')),
    CONSTRAINT "outgoing_amounts" CHECK ("value_nano" > 0 AND "amount_nano" >= 0 AND "amount_nano" < "value_nano"),
    CONSTRAINT "outgoing_in_batch" CHECK ("state" <> 'batched' OR "batch_id" IS NOT NULL),
    CONSTRAINT "outgoing_delivered" CHECK (("delivered_lt" IS NOT NULL) = ("state" IN ('done', 'refused')))
);

-- Each transaction of the wallet, as it was booked.
CREATE TABLE "wallet_move" (
    "wallet" TEXT NOT NULL,
    "lt" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "party" TEXT,
    "in_nano" BIGINT NOT NULL,
    "out_nano" BIGINT NOT NULL,
    "fee_nano" BIGINT NOT NULL,
    "principal_nano" BIGINT NOT NULL,
    "booked_nano" BIGINT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_move_pkey" PRIMARY KEY ("wallet", "lt"),
    CONSTRAINT "wallet_move_kind" CHECK ("kind" IN ('funding', 'income', 'change', 'returned', 'order', 'batch', 'other')),
    CONSTRAINT "wallet_move_amounts" CHECK ("in_nano" >= 0 AND "out_nano" >= 0 AND "fee_nano" >= 0),
    -- What the wallet gained is what the books gained, and what came in from contracts of ours or went out into them.
    CONSTRAINT "wallet_move_whole" CHECK ("booked_nano" + "principal_nano" = "in_nano" - "out_nano" - "fee_nano")
);

CREATE UNIQUE INDEX "outgoing_key_key" ON "outgoing"("key");
CREATE INDEX "outgoing_wallet_state_priority_id_idx" ON "outgoing"("wallet", "state", "priority", "id");
CREATE INDEX "outgoing_batch_id_idx" ON "outgoing"("batch_id");
CREATE INDEX "outgoing_destination_id_idx" ON "outgoing"("destination", "id");
CREATE INDEX "outgoing_batch_wallet_state_id_idx" ON "outgoing_batch"("wallet", "state", "id");
CREATE INDEX "outgoing_batch_wallet_query_id_id_idx" ON "outgoing_batch"("wallet", "query_id", "id");

ALTER TABLE "outgoing" ADD CONSTRAINT "outgoing_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "outgoing_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Gas is paid even when the owner's own coins are used up; then it comes out of the fees that lie in the same wallet.
ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_not_negative;
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_not_negative
  CHECK (kind IN ('chain', 'promotions', 'treasury') OR balance_nano >= 0);

-- A channel's claim that is on its way, and the last one that the chain refused; since when we are closing it at once.
ALTER TABLE "channel" ADD COLUMN "claiming_nano" BIGINT;
ALTER TABLE "channel" ADD COLUMN "claim_refusal" TEXT;
ALTER TABLE "channel" ADD COLUMN "claim_refused_at" TIMESTAMPTZ(3);
ALTER TABLE "channel" ADD COLUMN "leaving_since" TIMESTAMPTZ(3);
ALTER TABLE "channel" ADD COLUMN "leave_refusal" TEXT;
ALTER TABLE "channel" ADD CONSTRAINT "channel_claiming" CHECK ("claiming_nano" IS NULL OR "claiming_nano" <= "spent_nano");
ALTER TABLE "channel" ADD CONSTRAINT "channel_leaving" CHECK ("leaving_since" IS NULL OR "state" = 'closing');
CREATE INDEX "channel_unclaimed_idx" ON "channel"("payee", "close_at") WHERE "state" IN ('open', 'closing') AND "spent_nano" > "claimed_nano";
