-- Answers that the market pays for, and who came by whose link: docs/adr/0055.

-- A hold without a channel is the market's own money.
ALTER TABLE "hold" ALTER COLUMN "channel_address" DROP NOT NULL;

CREATE TABLE "gift" (
    "job_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "address_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "hold_nano" BIGINT NOT NULL,
    "cost_nano" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gift_pkey" PRIMARY KEY ("job_id"),
    CONSTRAINT "gift_state" CHECK (state IN ('open', 'settled', 'released')),
    CONSTRAINT "gift_cost" CHECK (cost_nano >= 0 AND cost_nano <= hold_nano)
);
CREATE INDEX "gift_account_id_idx" ON "gift"("account_id");
CREATE INDEX "gift_created_at_idx" ON "gift"("created_at");
CREATE INDEX "gift_open_idx" ON "gift"("job_id") WHERE "state" = 'open';
ALTER TABLE "gift" ADD CONSTRAINT "gift_account_id_fkey"
  FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "referral" (
    "account_id" UUID NOT NULL,
    "referrer_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "referral_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "referral_another" CHECK (account_id <> referrer_id)
);
CREATE INDEX "referral_referrer_id_idx" ON "referral"("referrer_id");
ALTER TABLE "referral" ADD CONSTRAINT "referral_account_id_fkey"
  FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "referral" ADD CONSTRAINT "referral_referrer_id_fkey"
  FOREIGN KEY ("referrer_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
