-- By which message an account is being funded, and a payout sent; and how far ahead an account was funded the last time.

ALTER TABLE "earnings_account" ADD COLUMN "ahead_nano" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN "funding_key" TEXT;

ALTER TABLE "payout" ADD COLUMN "outgoing_key" TEXT;

ALTER TABLE "earnings_account" ADD CONSTRAINT "earnings_account_funding_key"
  CHECK (("funding_nano" IS NULL) = ("funding_key" IS NULL) AND "ahead_nano" >= 0);
ALTER TABLE "payout" ADD CONSTRAINT "payout_outgoing_key"
  CHECK ("state" NOT IN ('queued', 'sent') OR "outgoing_key" IS NOT NULL);
