-- What a model of the catalogue can do had no default and might be null, which no reader of it expects. A model of which
-- nothing is known can chat: as a machine whose manifest names no abilities is taken.

UPDATE "catalog_model" SET "abilities" = ARRAY['chat'] WHERE "abilities" IS NULL OR cardinality("abilities") = 0;
ALTER TABLE "catalog_model"
  ALTER COLUMN "abilities" SET DEFAULT ARRAY['chat']::TEXT[],
  ALTER COLUMN "abilities" SET NOT NULL;
