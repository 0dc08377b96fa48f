-- Where machines dial in from, as salted hashes: for admins to see who shares one.
CREATE TABLE "node_address" (
    "node_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "node_address_pkey" PRIMARY KEY ("node_id", "hash")
);
CREATE INDEX "node_address_hash_idx" ON "node_address"("hash");
ALTER TABLE "node_address" ADD CONSTRAINT "node_address_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
