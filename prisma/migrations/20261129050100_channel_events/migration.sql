-- What happened to a channel besides deposits and its refund: claims, requests to close, and totals signed ahead.

CREATE TABLE "channel_event" (
    "id" BIGSERIAL NOT NULL,
    "channel_address" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_nano" BIGINT NOT NULL DEFAULT 0,
    "lt" BIGINT,
    "hash" TEXT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_event_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "channel_event_kind" CHECK ("kind" IN ('claim', 'close_asked', 'close_cancelled', 'allowance')),
    -- What was signed on a device stands in no transaction; everything else does.
    CONSTRAINT "channel_event_seen" CHECK (("lt" IS NULL) = ("kind" = 'allowance') AND ("lt" IS NULL) = ("hash" IS NULL)),
    CONSTRAINT "channel_event_amount" CHECK ("amount_nano" >= 0)
);

CREATE UNIQUE INDEX "channel_event_channel_address_lt_key" ON "channel_event"("channel_address", "lt");
CREATE INDEX "channel_event_account_id_happened_at_idx" ON "channel_event"("account_id", "happened_at");

ALTER TABLE "channel_event" ADD CONSTRAINT "channel_event_channel_address_fkey" FOREIGN KEY ("channel_address") REFERENCES "channel"("address") ON DELETE RESTRICT ON UPDATE CASCADE;
