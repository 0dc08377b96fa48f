-- The market reads offers of a model page by page, the cheapest first.
CREATE INDEX "offer_model_id_output_micro_usd_per_mtok_id_idx" ON "offer"("model_id", "output_micro_usd_per_mtok", "id");
