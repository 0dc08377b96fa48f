-- Money of providers: their contracts on chain, what we have promised on them, and payouts.

CREATE TABLE "earner" (
    "account_id" UUID NOT NULL,
    "current_address" TEXT,
    "schedule" TEXT NOT NULL DEFAULT 'on_demand',
    "threshold_nano" BIGINT NOT NULL DEFAULT 500000000,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "earner_pkey" PRIMARY KEY ("account_id")
);

CREATE TABLE "earnings_account" (
    "address" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "network_id" INTEGER NOT NULL,
    "payer" TEXT NOT NULL,
    "payee" TEXT NOT NULL,
    "session_key" TEXT NOT NULL,
    "close_delay_seconds" INTEGER NOT NULL,
    "salt" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "promised_nano" BIGINT NOT NULL DEFAULT 0,
    "signature" TEXT,
    "deposited_nano" BIGINT NOT NULL DEFAULT 0,
    "claimed_nano" BIGINT NOT NULL DEFAULT 0,
    "funding_nano" BIGINT,
    "funding_since" TIMESTAMPTZ(3),
    "close_at" TIMESTAMPTZ(3),
    "cursor_lt" BIGINT,
    "cursor_hash" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "earnings_account_pkey" PRIMARY KEY ("address")
);

CREATE TABLE "payout" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cumulative_nano" BIGINT,
    "amount_nano" BIGINT,
    "lt" BIGINT,
    "hash" TEXT,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "earner_current_address_idx" ON "earner"("current_address");

CREATE INDEX "earnings_account_account_id_idx" ON "earnings_account"("account_id");

CREATE INDEX "earnings_account_state_checked_at_idx" ON "earnings_account"("state", "checked_at");

CREATE INDEX "earnings_account_changed_at_idx" ON "earnings_account"("changed_at");

CREATE INDEX "payout_account_id_created_at_idx" ON "payout"("account_id", "created_at");

CREATE INDEX "payout_state_idx" ON "payout"("state");

CREATE INDEX "payout_address_idx" ON "payout"("address");

ALTER TABLE "earner" ADD CONSTRAINT "earner_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "earner" ADD CONSTRAINT "earner_current_address_fkey" FOREIGN KEY ("current_address") REFERENCES "earnings_account"("address") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "earnings_account" ADD CONSTRAINT "earnings_account_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "payout" ADD CONSTRAINT "payout_address_fkey" FOREIGN KEY ("address") REFERENCES "earnings_account"("address") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema cannot say.

ALTER TABLE "earner" ADD CONSTRAINT "earner_schedule"
  CHECK ("schedule" IN ('on_demand', 'on_threshold', 'daily', 'weekly'));
ALTER TABLE "earner" ADD CONSTRAINT "earner_threshold" CHECK ("threshold_nano" >= 100000000);
ALTER TABLE "earnings_account" ADD CONSTRAINT "earnings_account_state"
  CHECK ("state" IN ('expected', 'open', 'closing', 'closed'));
ALTER TABLE "earnings_account" ADD CONSTRAINT "earnings_account_amounts"
  CHECK ("promised_nano" >= 0 AND "claimed_nano" >= 0 AND "claimed_nano" <= "deposited_nano");
ALTER TABLE "earnings_account" ADD CONSTRAINT "earnings_account_signed"
  CHECK (("promised_nano" > 0) = ("signature" IS NOT NULL));
ALTER TABLE "earnings_account" ADD CONSTRAINT "earnings_account_funding"
  CHECK ("funding_nano" IS NULL OR "funding_nano" > "deposited_nano");
ALTER TABLE "payout" ADD CONSTRAINT "payout_asked_by" CHECK ("asked_by" IN ('provider', 'schedule', 'alone'));
ALTER TABLE "payout" ADD CONSTRAINT "payout_state"
  CHECK ("state" IN ('waiting_funds', 'stopped', 'queued', 'sent', 'paid', 'refused'));
ALTER TABLE "payout" ADD CONSTRAINT "payout_amounts"
  CHECK (("cumulative_nano" IS NULL) = ("amount_nano" IS NULL) AND ("amount_nano" IS NULL OR "amount_nano" > 0));
-- One payout of an account at a time: a second click, a second broker or the schedule finds the one that is open.
CREATE UNIQUE INDEX "payout_one_open" ON "payout"("address")
  WHERE "state" IN ('waiting_funds', 'stopped', 'queued', 'sent');
-- A total is paid once.
CREATE UNIQUE INDEX "payout_cumulative" ON "payout"("address", "cumulative_nano") WHERE "state" = 'paid';
