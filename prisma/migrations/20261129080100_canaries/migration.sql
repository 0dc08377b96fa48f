-- Questions whose answers the market knows, what machines answered, and what is held against it.
CREATE TABLE "canary_prompt" (
    "id" UUID NOT NULL,
    "model_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "is_easy" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "retired_why" TEXT,

    CONSTRAINT "canary_prompt_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "canary_prompt_model_id_revision_retired_at_idx" ON "canary_prompt"("model_id", "revision", "retired_at");
ALTER TABLE canary_prompt ADD CONSTRAINT canary_prompt_kind
  CHECK (kind IN ('arithmetic', 'transform', 'fact', 'format', 'fingerprint', 'odds'));
ALTER TABLE canary_prompt ADD CONSTRAINT canary_prompt_retired_why
  CHECK ((retired_at IS NULL) = (retired_why IS NULL) AND (retired_why IS NULL OR retired_why IN ('old', 'useless', 'admin', 'revision')));

CREATE TABLE "canary_reference" (
    "prompt_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "listing_id" UUID,
    "providers" INTEGER NOT NULL,
    "reading" JSONB NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "canary_reference_pkey" PRIMARY KEY ("prompt_id")
);
ALTER TABLE canary_reference ADD CONSTRAINT canary_reference_source CHECK (source IN ('trusted', 'majority'));

CREATE TABLE "canary_run" (
    "id" UUID NOT NULL,
    "prompt_id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verdict" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "statistic" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION,
    "reading" JSONB,
    "tokens" INTEGER NOT NULL,

    CONSTRAINT "canary_run_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "canary_run_prompt_id_account_id_key" ON "canary_run"("prompt_id", "account_id");
CREATE INDEX "canary_run_node_id_at_idx" ON "canary_run"("node_id", "at");
CREATE INDEX "canary_run_listing_id_at_idx" ON "canary_run"("listing_id", "at");
CREATE INDEX "canary_run_at_idx" ON "canary_run"("at");
ALTER TABLE canary_run ADD CONSTRAINT canary_run_verdict CHECK (verdict IN ('passed', 'failed', 'unknown'));

CREATE TABLE "node_standing" (
    "node_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "evidence" JSONB NOT NULL,
    "counts_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "node_standing_pkey" PRIMARY KEY ("node_id")
);
CREATE INDEX "node_standing_state_idx" ON "node_standing"("state");
ALTER TABLE node_standing ADD CONSTRAINT node_standing_state CHECK (state IN ('good', 'suspected'));

CREATE TABLE "trusted_listing" (
    "listing_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trusted_listing_pkey" PRIMARY KEY ("listing_id")
);

ALTER TABLE "canary_reference" ADD CONSTRAINT "canary_reference_prompt_id_fkey"
  FOREIGN KEY ("prompt_id") REFERENCES "canary_prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "canary_run" ADD CONSTRAINT "canary_run_prompt_id_fkey"
  FOREIGN KEY ("prompt_id") REFERENCES "canary_prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "canary_run" ADD CONSTRAINT "canary_run_node_id_fkey"
  FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "node_standing" ADD CONSTRAINT "node_standing_node_id_fkey"
  FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "trusted_listing" ADD CONSTRAINT "trusted_listing_listing_id_fkey"
  FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
