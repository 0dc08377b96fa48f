-- What a buyer finds wrong with one answer (`answer`), or anybody with a listing (`listing`), and what was decided.

CREATE TABLE "dispute" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "job_id" UUID,
    "listing_id" UUID,
    "opener_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "words" TEXT,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "reason" TEXT,
    "refund_nano" BIGINT NOT NULL DEFAULT 0,
    "provider_nano" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- One answer is disputed once; one person reports a listing once while that is undecided.
CREATE UNIQUE INDEX "dispute_job_id_key" ON "dispute"("job_id");
CREATE UNIQUE INDEX "dispute_report_once" ON "dispute"("opener_id", "listing_id") WHERE "kind" = 'listing' AND "state" IN ('open', 'asked', 'answered');
CREATE INDEX "dispute_state_created_at_idx" ON "dispute"("state", "created_at");
CREATE INDEX "dispute_opener_id_created_at_idx" ON "dispute"("opener_id", "created_at");
CREATE INDEX "dispute_provider_id_created_at_idx" ON "dispute"("provider_id", "created_at");

ALTER TABLE dispute ADD CONSTRAINT dispute_kind CHECK (kind IN ('answer', 'listing') AND (kind = 'answer') = (job_id IS NOT NULL));
ALTER TABLE dispute ADD CONSTRAINT dispute_state
  CHECK (state IN ('open', 'asked', 'answered', 'refunded', 'upheld', 'refused'));
ALTER TABLE dispute ADD CONSTRAINT dispute_refund
  CHECK (refund_nano >= 0 AND provider_nano BETWEEN 0 AND refund_nano AND (refund_nano > 0) = (state = 'refunded'));

-- What was sent to the payer of a closed channel because more had been claimed of it than it cost in the end.
ALTER TABLE "channel" ADD COLUMN "credit_sent_nano" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE channel ADD CONSTRAINT channel_credit CHECK (credit_sent_nano >= 0 AND credit_sent_nano <= claimed_nano);
ALTER TABLE outgoing DROP CONSTRAINT outgoing_kind;
ALTER TABLE outgoing ADD CONSTRAINT outgoing_kind CHECK (kind IN ('claim', 'close_now', 'fund', 'payout', 'credit'));
