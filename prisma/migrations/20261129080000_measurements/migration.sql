-- What the market measured by asking machines as a buyer would.
CREATE TABLE "measurement" (
    "id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "model_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "first_token_ms" INTEGER NOT NULL,
    "tokens_per_second" DOUBLE PRECISION,
    "most_tokens_per_second" DOUBLE PRECISION,
    "levels" JSONB NOT NULL,
    "falls_at" INTEGER,
    "claimed_slots" INTEGER NOT NULL,
    "ended" TEXT NOT NULL,
    "tokens" INTEGER NOT NULL,

    CONSTRAINT "measurement_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "measurement_node_id_at_idx" ON "measurement"("node_id", "at");
CREATE INDEX "measurement_listing_id_at_idx" ON "measurement"("listing_id", "at");
CREATE INDEX "measurement_at_idx" ON "measurement"("at");
ALTER TABLE "measurement" ADD CONSTRAINT "measurement_node_id_fkey"
  FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE measurement ADD CONSTRAINT measurement_ended CHECK (ended IN ('slots', 'fell', 'buyer', 'budget', 'failed'));
