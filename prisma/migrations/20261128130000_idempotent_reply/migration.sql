-- Replies kept for Idempotency-Key, encrypted under a key that is not here. See docs/adr/0020.

CREATE TABLE "idempotent_reply" (
    "account_id" UUID NOT NULL,
    "mark" BYTEA NOT NULL,
    "body_mark" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "reply" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotent_reply_pkey" PRIMARY KEY ("account_id", "mark"),
    CONSTRAINT "idempotent_reply_state" CHECK ("state" IN ('running', 'kept', 'too_large')),
    CONSTRAINT "idempotent_reply_kept" CHECK (("state" = 'kept') = ("reply" IS NOT NULL))
);

CREATE INDEX "idempotent_reply_expires_at_idx" ON "idempotent_reply"("expires_at");
