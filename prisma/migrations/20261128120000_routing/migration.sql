-- What routing needs to know of listings, offers and nodes.
ALTER TABLE "listing" ADD COLUMN "data_policy" TEXT NOT NULL DEFAULT 'undeclared';
ALTER TABLE listing ADD CONSTRAINT listing_data_policy
  CHECK (data_policy IN ('undeclared', 'no_training', 'no_retention'));

ALTER TABLE "offer" ADD COLUMN "batch_discount_percent" INTEGER NOT NULL DEFAULT 50;
ALTER TABLE offer ADD CONSTRAINT offer_batch_discount CHECK (batch_discount_percent BETWEEN 0 AND 90);

ALTER TABLE "node" ADD COLUMN "answers" INTEGER NOT NULL DEFAULT 0;
