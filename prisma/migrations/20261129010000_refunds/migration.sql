-- What a closed channel paid back, as its own transaction shows it.

CREATE TABLE "refund" (
    "channel_address" TEXT NOT NULL,
    "lt" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "amount_nano" BIGINT NOT NULL,
    "paid_nano" BIGINT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("channel_address"),
    CONSTRAINT "refund_amounts" CHECK ("amount_nano" >= 0 AND "paid_nano" >= "amount_nano")
);

CREATE INDEX "refund_account_id_happened_at_idx" ON "refund"("account_id", "happened_at");

ALTER TABLE "refund" ADD CONSTRAINT "refund_channel_address_fkey" FOREIGN KEY ("channel_address") REFERENCES "channel"("address") ON DELETE RESTRICT ON UPDATE CASCADE;
