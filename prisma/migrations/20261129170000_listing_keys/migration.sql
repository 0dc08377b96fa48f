-- A listing that is sent twice, by a double press or since the answer was lost on the way, is made once: its form names
-- itself, and what stood in it is kept as a hash. Those of before have none.

ALTER TABLE "listing" ADD COLUMN "idempotency_key" UUID,
                      ADD COLUMN "idempotency_mark" BYTEA;
ALTER TABLE "listing" ADD CONSTRAINT "listing_idempotency"
  CHECK ((idempotency_key IS NULL) = (idempotency_mark IS NULL) AND octet_length(idempotency_mark) = 32);
CREATE UNIQUE INDEX "listing_account_id_idempotency_key_key" ON "listing"("account_id", "idempotency_key");
