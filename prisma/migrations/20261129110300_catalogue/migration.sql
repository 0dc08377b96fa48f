-- Admins change the catalogue; what they changed is no longer written from the program. List prices of clouds, with source and date.

ALTER TABLE "catalog_model" ADD COLUMN "hidden_at" TIMESTAMPTZ(3), ADD COLUMN "edited_at" TIMESTAMPTZ(3);
ALTER TABLE "hardware_class" ADD COLUMN "hidden_at" TIMESTAMPTZ(3), ADD COLUMN "edited_at" TIMESTAMPTZ(3);

CREATE TABLE "cloud_price" (
    "id" UUID NOT NULL,
    "model_id" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "vendor_model" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "match" TEXT NOT NULL,
    "input_micro_usd_per_mtok" BIGINT NOT NULL,
    "cached_input_micro_usd_per_mtok" BIGINT,
    "output_micro_usd_per_mtok" BIGINT NOT NULL,
    "source_url" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "cloud_price_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "cloud_price_match" CHECK (match IN ('same', 'comparable')),
    CONSTRAINT "cloud_price_amounts" CHECK (
      input_micro_usd_per_mtok >= 0 AND output_micro_usd_per_mtok >= 0 AND cached_input_micro_usd_per_mtok >= 0
    )
);
CREATE UNIQUE INDEX "cloud_price_model_id_vendor_vendor_model_region_key" ON "cloud_price" ("model_id", "vendor", "vendor_model", "region");
ALTER TABLE "cloud_price" ADD CONSTRAINT "cloud_price_model_id_fkey"
  FOREIGN KEY ("model_id") REFERENCES "catalog_model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
