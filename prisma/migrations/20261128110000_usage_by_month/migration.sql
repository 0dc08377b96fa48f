-- Usage in partitions by month, with the journey's columns; sums by day beside it. See docs/adr/0015.

ALTER TABLE usage RENAME TO usage_before;
ALTER INDEX usage_pkey RENAME TO usage_before_pkey;
DROP INDEX usage_account_id_created_at_idx, usage_provider_id_created_at_idx, usage_api_key_id_created_at_idx;

CREATE TABLE "usage" (
    "job_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "api_key_id" UUID,
    "provider_id" UUID,
    "listing_id" UUID,
    "node_id" UUID,
    "model_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'chat',
    "service_class" TEXT NOT NULL DEFAULT 'interactive',
    "tier" TEXT,
    "end" TEXT NOT NULL,
    "error_code" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "input_tokens" INTEGER NOT NULL,
    "cached_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "cost_nano" BIGINT NOT NULL,
    "fee_nano" BIGINT NOT NULL,
    "cost_micro_usd" BIGINT NOT NULL,
    "rate_micro_usd_per_coin" BIGINT NOT NULL,
    "queue_ms" INTEGER NOT NULL DEFAULT 0,
    "first_token_ms" INTEGER,
    "total_ms" INTEGER NOT NULL,
    "tokens_per_second" REAL,
    "decision" JSONB NOT NULL,
    "receipt" TEXT,
    "receipt_signature" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_pkey" PRIMARY KEY ("job_id", "created_at")
) PARTITION BY RANGE (created_at);
CREATE INDEX "usage_account_id_created_at_idx" ON "usage"("account_id", "created_at");
CREATE INDEX "usage_account_id_model_id_created_at_idx" ON "usage"("account_id", "model_id", "created_at");
CREATE INDEX "usage_provider_id_created_at_idx" ON "usage"("provider_id", "created_at");
CREATE INDEX "usage_api_key_id_created_at_idx" ON "usage"("api_key_id", "created_at");

CREATE TABLE "usage_day" (
    "account_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "model_id" TEXT NOT NULL,
    "api_key_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL,
    "completed" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "cached_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "cost_nano" BIGINT NOT NULL,
    "cost_micro_usd" BIGINT NOT NULL,
    "first_token_ms" BIGINT NOT NULL,
    "first_tokens" BIGINT NOT NULL,
    "output_ms" BIGINT NOT NULL,

    CONSTRAINT "usage_day_pkey" PRIMARY KEY ("account_id", "day", "model_id", "api_key_id")
);

CREATE TABLE "earn_day" (
    "provider_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "listing_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL,
    "earned_nano" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "earn_day_pkey" PRIMARY KEY ("provider_id", "day", "listing_id")
);

-- What Prisma's schema cannot say.

ALTER TABLE usage ADD CONSTRAINT usage_cost CHECK (cost_nano >= 0 AND fee_nano >= 0 AND fee_nano <= cost_nano);
ALTER TABLE usage ADD CONSTRAINT usage_kind CHECK (kind IN ('chat', 'completion', 'embeddings'));
ALTER TABLE usage ADD CONSTRAINT usage_service_class CHECK (service_class IN ('interactive', 'batch'));

-- What went wrong is rare and is what people look for.
CREATE INDEX usage_account_id_end_created_at_idx ON usage (account_id, "end", created_at) WHERE "end" <> 'complete';

-- Nothing is ever refused for want of a partition.
CREATE TABLE usage_default PARTITION OF usage DEFAULT;

-- Makes the partitions of the months (UTC) from `first_at`'s to `last_at`'s that do not exist, and moves there what the
-- default partition holds of them. Safe to repeat, and to run in several brokers at once. Returns how many it made.
CREATE FUNCTION make_usage_partitions(first_at timestamptz, last_at timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  -- Without a time zone, so that a month is a month whatever the session's zone.
  month timestamp := date_trunc('month', first_at AT TIME ZONE 'UTC');
  starts timestamptz;
  ends timestamptz;
  name text;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('make_usage_partitions'));
  WHILE month <= last_at AT TIME ZONE 'UTC' LOOP
    name := 'usage_' || to_char(month, 'YYYY_MM');
    starts := month AT TIME ZONE 'UTC';
    ends := (month + interval '1 month') AT TIME ZONE 'UTC';
    IF to_regclass(name) IS NULL THEN
      -- Before the rows are moved, so that none comes in between.
      LOCK TABLE usage_default IN ACCESS EXCLUSIVE MODE;
      EXECUTE format('CREATE TABLE %I (LIKE usage INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
      EXECUTE format(
        'WITH moved AS (DELETE FROM usage_default WHERE created_at >= %L AND created_at < %L RETURNING *)
         INSERT INTO %I SELECT * FROM moved', starts, ends, name);
      EXECUTE format('ALTER TABLE usage ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, starts, ends);
      made := made + 1;
    END IF;
    month := month + interval '1 month';
  END LOOP;
  RETURN made;
END $$;

SELECT make_usage_partitions(
  LEAST(now(), (SELECT min(created_at) FROM usage_before)),
  now() + interval '2 months'
);

INSERT INTO usage (job_id, account_id, api_key_id, provider_id, listing_id, node_id, model_id, "end", error_code,
  attempts, input_tokens, cached_tokens, output_tokens, cost_nano, fee_nano, cost_micro_usd, rate_micro_usd_per_coin,
  first_token_ms, total_ms, tokens_per_second, decision, receipt, receipt_signature, created_at)
SELECT job_id, account_id, api_key_id, provider_id, listing_id, node_id, model_id, "end", error_code,
  CASE WHEN jsonb_typeof(decision -> 'attempts') = 'array' THEN jsonb_array_length(decision -> 'attempts') ELSE 0 END,
  input_tokens, cached_tokens, output_tokens, cost_nano, fee_nano, cost_micro_usd, rate_micro_usd_per_coin,
  first_token_ms, total_ms,
  CASE WHEN output_tokens > 1 AND total_ms > first_token_ms
    THEN output_tokens * 1000.0 / (total_ms - first_token_ms) END,
  decision, receipt, receipt_signature, created_at
FROM usage_before;

INSERT INTO usage_day (account_id, day, model_id, api_key_id, requests, completed, input_tokens, cached_tokens,
  output_tokens, cost_nano, cost_micro_usd, first_token_ms, first_tokens, output_ms)
SELECT account_id, (created_at AT TIME ZONE 'UTC')::date, model_id,
  COALESCE(api_key_id, '00000000-0000-0000-0000-000000000000'), count(*), count(*) FILTER (WHERE "end" = 'complete'),
  sum(input_tokens), sum(cached_tokens), sum(output_tokens), sum(cost_nano), sum(cost_micro_usd),
  COALESCE(sum(first_token_ms), 0), count(first_token_ms), COALESCE(sum(GREATEST(total_ms - first_token_ms, 0)), 0)
FROM usage GROUP BY 1, 2, 3, 4;

INSERT INTO earn_day (provider_id, day, listing_id, requests, earned_nano, output_tokens, last_at)
SELECT provider_id, (created_at AT TIME ZONE 'UTC')::date, listing_id, count(*), sum(cost_nano - fee_nano),
  sum(output_tokens), max(created_at)
FROM usage WHERE cost_nano > 0 AND provider_id IS NOT NULL AND listing_id IS NOT NULL GROUP BY 1, 2, 3;

DROP TABLE usage_before;
