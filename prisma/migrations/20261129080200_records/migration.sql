-- The record of each machine by day, and why a listing has the tier that it has.
CREATE TABLE "node_day" (
    "node_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "listing_id" UUID NOT NULL,
    "uptime_minutes" INTEGER NOT NULL DEFAULT 0,
    "answers" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "node_day_pkey" PRIMARY KEY ("node_id", "day")
);
CREATE INDEX "node_day_listing_id_day_idx" ON "node_day"("listing_id", "day");

CREATE TABLE "node_day_fault" (
    "node_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "code" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "node_day_fault_pkey" PRIMARY KEY ("node_id", "day", "code")
);
ALTER TABLE "node_day" ADD CONSTRAINT "node_day_node_id_fkey"
  FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "node_day_fault" ADD CONSTRAINT "node_day_fault_node_id_fkey"
  FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "listing_badge" (
    "listing_id" UUID NOT NULL,
    "is_verified" BOOLEAN NOT NULL,
    "code" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "evidence" JSONB NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listing_badge_pkey" PRIMARY KEY ("listing_id")
);
ALTER TABLE "listing_badge" ADD CONSTRAINT "listing_badge_listing_id_fkey"
  FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
