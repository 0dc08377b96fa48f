-- Machines that show a code and wait until a person says whose they are, and what a machine said of itself when it joined.

ALTER TABLE "node" ADD COLUMN "report" JSONB,
                   ADD COLUMN "reported_at" TIMESTAMPTZ(3);

CREATE TABLE "pairing" (
    "code_hash" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "identity_key" TEXT NOT NULL,
    "program" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "account_id" UUID,
    "node_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pairing_pkey" PRIMARY KEY ("code_hash"),
    CONSTRAINT "pairing_state" CHECK ("state" IN ('open', 'confirming', 'joined', 'refused', 'replaced')),
    CONSTRAINT "pairing_joined" CHECK (("state" = 'joined') = ("node_id" IS NOT NULL)),
    CONSTRAINT "pairing_answered" CHECK ("state" IN ('open', 'replaced') OR "account_id" IS NOT NULL)
);

CREATE UNIQUE INDEX "pairing_secret_hash_key" ON "pairing"("secret_hash");
CREATE INDEX "pairing_identity_key_idx" ON "pairing"("identity_key");
CREATE INDEX "pairing_expires_at_idx" ON "pairing"("expires_at");
-- A machine waits with one code at a time.
CREATE UNIQUE INDEX "pairing_one_open" ON "pairing"("identity_key") WHERE "state" IN ('open', 'confirming');

ALTER TABLE "pairing" ADD CONSTRAINT "pairing_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
