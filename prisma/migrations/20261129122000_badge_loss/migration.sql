-- Each loss of a badge has an id, so that an appeal can point to it.
CREATE TABLE "badge_loss" (
    "id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "node_id" UUID,
    "badge" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "badge_loss_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "badge_loss_badge" CHECK (badge IN ('verified', 'canaries'))
);

CREATE INDEX "badge_loss_listing_id_at_idx" ON "badge_loss"("listing_id", "at");

ALTER TABLE "badge_loss" ADD CONSTRAINT "badge_loss_listing_id_fkey"
    FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "badge_loss" ADD CONSTRAINT "badge_loss_node_id_fkey"
    FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What an admin has found not to hold against the badge, and until when.
ALTER TABLE "listing_badge" ADD COLUMN "waived_code" TEXT, ADD COLUMN "waived_until" TIMESTAMPTZ(3);

-- Machines that are suspected already.
INSERT INTO badge_loss (id, listing_id, node_id, badge, code, evidence, at)
SELECT gen_random_uuid(), n.listing_id, n.id, 'canaries', s.code, s.evidence, s.since
FROM node_standing s JOIN node n ON n.id = s.node_id WHERE s.state = 'suspected';
