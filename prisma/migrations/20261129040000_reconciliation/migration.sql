-- Proving the books: each run of the audit that the market makes by itself, and what stops payouts.

CREATE TABLE "audit_run" (
    "id" BIGSERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "receipts" INTEGER,
    "accounts" INTEGER,
    "differences" INTEGER,
    "unknowns" INTEGER,
    "findings" JSONB,

    CONSTRAINT "audit_run_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_run_scope" CHECK ("scope" IN ('full', 'chain'))
);

CREATE TABLE "payout_stop" (
    "id" BIGSERIAL NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),
    "cleared_why" TEXT,

    CONSTRAINT "payout_stop_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payout_stop_cleared" CHECK (("cleared_at" IS NULL) = ("cleared_why" IS NULL))
);

CREATE INDEX "audit_run_began_at_idx" ON "audit_run"("began_at");

-- One stop at a time: a second difference finds the one that stands.
CREATE UNIQUE INDEX "payout_stop_one" ON "payout_stop" ((true)) WHERE "cleared_at" IS NULL;
