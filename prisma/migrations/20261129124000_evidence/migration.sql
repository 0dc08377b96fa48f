-- Evidence of confidential machines: public, and named by its hash. Nothing in it is a secret.

CREATE TABLE "evidence_bundle" (
    "hash" TEXT NOT NULL,
    "node_id" UUID NOT NULL,
    "bundle" TEXT NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_bundle_pkey" PRIMARY KEY ("hash"),
    CONSTRAINT "evidence_bundle_hash" CHECK (hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT "evidence_bundle_size" CHECK (length(bundle) <= 65536)
);
CREATE INDEX "evidence_bundle_node_id_heard_at_idx" ON "evidence_bundle" ("node_id", "heard_at");
ALTER TABLE "evidence_bundle" ADD CONSTRAINT "evidence_bundle_node_id_fkey"
  FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How each machine's newest evidence stands, and why.
CREATE TABLE "node_evidence" (
    "node_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "facts" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "hash" TEXT,
    "until" TIMESTAMPTZ(3),
    "looked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "node_evidence_pkey" PRIMARY KEY ("node_id"),
    CONSTRAINT "node_evidence_state" CHECK (state IN ('accepted', 'refused')),
    CONSTRAINT "node_evidence_code" CHECK ((state = 'accepted') = (code IS NULL)),
    CONSTRAINT "node_evidence_until" CHECK (state = 'refused' OR (until IS NOT NULL AND hash IS NOT NULL))
);
ALTER TABLE "node_evidence" ADD CONSTRAINT "node_evidence_node_id_fkey"
  FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE CASCADE ON UPDATE CASCADE;
