-- What a provider's console is made of: maintenance windows, earnings by hour, prices far from the market's.
-- See docs/adr/0034.

CREATE TABLE "maintenance_window" (
    "id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "node_id" UUID,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "told" TEXT NOT NULL DEFAULT 'planned',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "maintenance_window_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "maintenance_window_listing_id_to_at_idx" ON "maintenance_window"("listing_id", "to_at");
CREATE INDEX "maintenance_window_told_from_at_idx" ON "maintenance_window"("told", "from_at");
ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_listing_id_fkey"
    FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_node_id_fkey"
    FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "earn_hour" (
    "provider_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "listing_id" UUID NOT NULL,
    "model_id" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "service_class" TEXT NOT NULL,
    "requests" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "cached_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "earned_nano" BIGINT NOT NULL,
    "earned_micro_usd" BIGINT NOT NULL,
    "cost_micro_usd" BIGINT NOT NULL,

    CONSTRAINT "earn_hour_pkey" PRIMARY KEY ("provider_id", "hour", "listing_id", "model_id", "tier", "policy", "service_class")
);
CREATE INDEX "earn_hour_model_id_hour_idx" ON "earn_hour"("model_id", "hour");
CREATE INDEX "earn_hour_hour_idx" ON "earn_hour"("hour");

CREATE TABLE "roll_up_mark" (
    "name" TEXT NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "roll_up_mark_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "far_price" (
    "offer_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "far_price_pkey" PRIMARY KEY ("offer_id")
);
ALTER TABLE "far_price" ADD CONSTRAINT "far_price_offer_id_fkey"
    FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rows come in the order of time, so a few bytes for every hundred pages find an hour of them.
CREATE INDEX "usage_created_at_idx" ON "usage" USING BRIN ("created_at");

-- What Prisma's schema cannot say.

ALTER TABLE maintenance_window ADD CONSTRAINT maintenance_window_range CHECK (to_at > from_at);
ALTER TABLE maintenance_window ADD CONSTRAINT maintenance_window_told CHECK (told IN ('planned', 'began', 'ended'));
ALTER TABLE far_price ADD CONSTRAINT far_price_side CHECK (side IN ('above', 'below'));
