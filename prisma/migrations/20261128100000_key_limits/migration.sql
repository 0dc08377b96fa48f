-- Limits, expiry and rotation of API keys (docs/adr/0014). Keys that exist may do what they could before.
ALTER TABLE "api_key"
  ADD COLUMN "scopes" TEXT[] NOT NULL DEFAULT ARRAY['models', 'inference', 'batches', 'usage'],
  ADD COLUMN "models" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "min_tier" TEXT,
  ADD COLUMN "cap_day_nano" BIGINT,
  ADD COLUMN "cap_month_nano" BIGINT,
  ADD COLUMN "spent_on" DATE,
  ADD COLUMN "spent_day_nano" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "spent_month_nano" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "previous_hash" TEXT,
  ADD COLUMN "previous_until" TIMESTAMPTZ(3),
  ADD COLUMN "previous_used_at" TIMESTAMPTZ(3),
  ADD COLUMN "rotated_at" TIMESTAMPTZ(3);

CREATE UNIQUE INDEX "api_key_previous_hash_key" ON "api_key"("previous_hash");

ALTER TABLE "hold" ADD COLUMN "spent_on" DATE;

-- A day is a part of its month, and both of all that was spent.
ALTER TABLE api_key ADD CONSTRAINT api_key_windows
  CHECK (spent_day_nano >= 0 AND spent_day_nano <= spent_month_nano AND spent_month_nano <= spent_nano);
ALTER TABLE api_key ADD CONSTRAINT api_key_previous
  CHECK ((previous_hash IS NULL) = (previous_until IS NULL));
