-- Files and batches, encrypted under keys that are not here. See docs/adr/0020.

-- CreateTable
CREATE TABLE "batch_file" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,
    "name" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,
    "parts" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "batch_file_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "batch_file_part" (
    "account_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "batch_file_part_pkey" PRIMARY KEY ("account_id","file_id","part")
);

-- CreateTable
CREATE TABLE "batch" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "input_file_id" UUID NOT NULL,
    "output_file_id" UUID,
    "error_file_id" UUID,
    "endpoint" TEXT NOT NULL,
    "window_seconds" INTEGER NOT NULL,
    "salt" BYTEA NOT NULL,
    "metadata" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "faults" JSONB NOT NULL,
    "waiting_for" TEXT,
    "total" INTEGER NOT NULL DEFAULT 0,
    "answered" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "output_bytes" BIGINT NOT NULL DEFAULT 0,
    "error_bytes" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "reader_id" UUID,
    "reader_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "began_at" TIMESTAMPTZ(3),
    "cancelling_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "batch_line" (
    "account_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "length" INTEGER NOT NULL,
    "name" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "runner_id" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "job_id" UUID,
    "result" BYTEA,
    "reason" TEXT,

    CONSTRAINT "batch_line_pkey" PRIMARY KEY ("account_id","batch_id","line")
);

-- CreateIndex
CREATE INDEX "batch_file_expires_at_idx" ON "batch_file"("expires_at");

-- CreateIndex
CREATE INDEX "batch_state_expires_at_idx" ON "batch"("state", "expires_at");

-- CreateIndex
CREATE INDEX "batch_line_account_id_batch_id_state_line_idx" ON "batch_line"("account_id", "batch_id", "state", "line");

ALTER TABLE "batch_file" ADD CONSTRAINT "batch_file_state" CHECK ("state" IN ('storing', 'stored'));
ALTER TABLE "batch" ADD CONSTRAINT "batch_state" CHECK ("state" IN ('validating', 'in_progress', 'cancelling', 'completed', 'failed', 'expired', 'cancelled'));
ALTER TABLE "batch" ADD CONSTRAINT "batch_counts" CHECK ("answered" + "failed" <= "total");
ALTER TABLE "batch_line" ADD CONSTRAINT "batch_line_state" CHECK ("state" IN ('waiting', 'running', 'answered', 'failed'));
