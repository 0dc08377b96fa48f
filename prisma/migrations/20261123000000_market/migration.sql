-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "telegram_id" BIGINT NOT NULL,
    "first_name" TEXT NOT NULL,
    "username" TEXT,
    "language" TEXT NOT NULL DEFAULT 'en',
    "roles" TEXT[] DEFAULT ARRAY['buyer']::TEXT[],
    "banned_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "token_hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "burned_token" (
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "burned_token_pkey" PRIMARY KEY ("kind","hash")
);

-- CreateTable
CREATE TABLE "wallet" (
    "account_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "network_id" INTEGER NOT NULL,
    "proven_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "cap_nano" BIGINT,
    "spent_nano" BIGINT NOT NULL DEFAULT 0,
    "held_nano" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalog_model" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "maker" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "parameters_b" DOUBLE PRECISION NOT NULL,
    "active_b" DOUBLE PRECISION,
    "context_length" INTEGER NOT NULL,
    "license" TEXT NOT NULL,
    "source_url" TEXT NOT NULL,
    "abilities" TEXT[],
    "is_test_engine" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL,

    CONSTRAINT "catalog_model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hardware_class" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "maker" TEXT NOT NULL,
    "memory_gb" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL,

    CONSTRAINT "hardware_class_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "hardware_id" TEXT NOT NULL,
    "gpu_count" INTEGER NOT NULL,
    "region" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "state_reason" TEXT,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "model_id" TEXT NOT NULL,
    "input_micro_usd_per_mtok" BIGINT NOT NULL,
    "cached_input_micro_usd_per_mtok" BIGINT NOT NULL,
    "output_micro_usd_per_mtok" BIGINT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "node" (
    "id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "identity_key" TEXT NOT NULL,
    "program" TEXT NOT NULL,
    "hardware" JSONB NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "linked_since" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "first_token_ms" INTEGER,
    "tokens_per_second" DOUBLE PRECISION,
    "measured_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "node_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "join_code" (
    "code_hash" TEXT NOT NULL,
    "listing_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "join_code_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" BIGSERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "balance_nano" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posting" (
    "transfer_id" BIGINT NOT NULL,
    "ledger_account_id" BIGINT NOT NULL,
    "amount_nano" BIGINT NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("transfer_id","ledger_account_id")
);

-- CreateTable
CREATE TABLE "hold" (
    "job_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "api_key_id" UUID,
    "channel_address" TEXT NOT NULL,
    "amount_nano" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("job_id")
);

-- CreateTable
CREATE TABLE "usage" (
    "job_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "api_key_id" UUID,
    "provider_id" UUID,
    "listing_id" UUID,
    "node_id" UUID,
    "model_id" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "error_code" TEXT,
    "input_tokens" INTEGER NOT NULL,
    "cached_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "cost_nano" BIGINT NOT NULL,
    "fee_nano" BIGINT NOT NULL,
    "cost_micro_usd" BIGINT NOT NULL,
    "rate_micro_usd_per_coin" BIGINT NOT NULL,
    "first_token_ms" INTEGER,
    "total_ms" INTEGER NOT NULL,
    "decision" JSONB NOT NULL,
    "receipt" TEXT,
    "receipt_signature" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_pkey" PRIMARY KEY ("job_id")
);

-- CreateTable
CREATE TABLE "channel" (
    "address" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "network_id" INTEGER NOT NULL,
    "payer" TEXT NOT NULL,
    "payee" TEXT NOT NULL,
    "session_key" TEXT NOT NULL,
    "close_delay_seconds" INTEGER NOT NULL,
    "salt" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deposited_nano" BIGINT NOT NULL DEFAULT 0,
    "claimed_nano" BIGINT NOT NULL DEFAULT 0,
    "signed_nano" BIGINT NOT NULL DEFAULT 0,
    "spent_nano" BIGINT NOT NULL DEFAULT 0,
    "held_nano" BIGINT NOT NULL DEFAULT 0,
    "signature" TEXT,
    "close_at" TIMESTAMPTZ(3),
    "cursor_lt" BIGINT,
    "cursor_hash" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "deposit" (
    "channel_address" TEXT NOT NULL,
    "lt" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "amount_nano" BIGINT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "credited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deposit_pkey" PRIMARY KEY ("channel_address","lt")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_telegram_id_key" ON "account"("telegram_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "burned_token_expires_at_idx" ON "burned_token"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "wallet_address_key" ON "wallet"("address");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "api_key_account_id_idx" ON "api_key"("account_id");

-- CreateIndex
CREATE INDEX "listing_account_id_idx" ON "listing"("account_id");

-- CreateIndex
CREATE INDEX "listing_state_state_since_idx" ON "listing"("state", "state_since");

-- CreateIndex
CREATE INDEX "offer_model_id_idx" ON "offer"("model_id");

-- CreateIndex
CREATE UNIQUE INDEX "offer_listing_id_model_id_key" ON "offer"("listing_id", "model_id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_created_at_idx" ON "audit_entry"("subject", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "node_identity_key_key" ON "node"("identity_key");

-- CreateIndex
CREATE INDEX "node_listing_id_idx" ON "node"("listing_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_account_id_kind_key" ON "ledger_account"("account_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_key_key" ON "transfer"("key");

-- CreateIndex
CREATE INDEX "transfer_account_id_id_idx" ON "transfer"("account_id", "id");

-- CreateIndex
CREATE INDEX "posting_ledger_account_id_transfer_id_idx" ON "posting"("ledger_account_id", "transfer_id");

-- CreateIndex
CREATE INDEX "hold_account_id_state_idx" ON "hold"("account_id", "state");

-- CreateIndex
CREATE INDEX "hold_state_expires_at_idx" ON "hold"("state", "expires_at");

-- CreateIndex
CREATE INDEX "usage_account_id_created_at_idx" ON "usage"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "usage_provider_id_created_at_idx" ON "usage"("provider_id", "created_at");

-- CreateIndex
CREATE INDEX "usage_api_key_id_created_at_idx" ON "usage"("api_key_id", "created_at");

-- CreateIndex
CREATE INDEX "channel_account_id_idx" ON "channel"("account_id");

-- CreateIndex
CREATE INDEX "channel_state_checked_at_idx" ON "channel"("state", "checked_at");

-- CreateIndex
CREATE INDEX "deposit_account_id_happened_at_idx" ON "deposit"("account_id", "happened_at");

-- CreateIndex
CREATE INDEX "outbox_event_done_at_id_idx" ON "outbox_event"("done_at", "id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_hardware_id_fkey" FOREIGN KEY ("hardware_id") REFERENCES "hardware_class"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "catalog_model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "node" ADD CONSTRAINT "node_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_code" ADD CONSTRAINT "join_code_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "transfer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_ledger_account_id_fkey" FOREIGN KEY ("ledger_account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deposit" ADD CONSTRAINT "deposit_channel_address_fkey" FOREIGN KEY ("channel_address") REFERENCES "channel"("address") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- Money: the postings of a transfer are written by one statement and sum to zero; they never change afterwards.
CREATE FUNCTION refuse_unbalanced_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_postings GROUP BY transfer_id HAVING sum(amount_nano) <> 0) THEN
    RAISE EXCEPTION 'the postings of a transfer must sum to zero' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER posting_balanced AFTER INSERT ON posting
  REFERENCING NEW TABLE AS new_postings FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_postings();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER posting_immutable BEFORE UPDATE OR DELETE ON posting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_immutable BEFORE UPDATE OR DELETE ON transfer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_immutable BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Only the outside world (`chain`) and the market's own promotions may be negative.
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_kind
  CHECK (kind IN ('deposited', 'held', 'earned', 'paid', 'fees', 'promotions', 'treasury', 'chain'));
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_not_negative
  CHECK (kind IN ('chain', 'promotions') OR balance_nano >= 0);

ALTER TABLE hold ADD CONSTRAINT hold_state CHECK (state IN ('open', 'settled', 'released'));
ALTER TABLE hold ADD CONSTRAINT hold_amount CHECK (amount_nano >= 0);
ALTER TABLE usage ADD CONSTRAINT usage_cost CHECK (cost_nano >= 0 AND fee_nano >= 0 AND fee_nano <= cost_nano);
ALTER TABLE listing ADD CONSTRAINT listing_state
  CHECK (state IN ('in_review', 'live', 'rejected', 'paused', 'withdrawn'));
ALTER TABLE channel ADD CONSTRAINT channel_state CHECK (state IN ('expected', 'open', 'closing', 'closed'));
ALTER TABLE channel ADD CONSTRAINT channel_amounts
  CHECK (deposited_nano >= 0 AND claimed_nano >= 0 AND claimed_nano <= deposited_nano AND signed_nano >= 0);
-- The last net under the ledger's own checks: no channel and no key ever gives more than was put in, signed or allowed.
ALTER TABLE channel ADD CONSTRAINT channel_not_overspent
  CHECK (spent_nano >= 0 AND held_nano >= 0 AND spent_nano + held_nano <= LEAST(deposited_nano, signed_nano));
ALTER TABLE api_key ADD CONSTRAINT api_key_amounts CHECK (spent_nano >= 0 AND held_nano >= 0);
ALTER TABLE deposit ADD CONSTRAINT deposit_amount CHECK (amount_nano > 0);
