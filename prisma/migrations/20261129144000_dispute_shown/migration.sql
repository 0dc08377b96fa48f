-- What a buyer chose to show of a disputed answer: sealed at rest, and gone when its time is over or when they take it back.
CREATE TABLE "dispute_shown" (
    "dispute_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,
    "keep_until" TIMESTAMPTZ(3) NOT NULL,
    "looks" INTEGER NOT NULL DEFAULT 0,
    "looked_at" TIMESTAMPTZ(3),

    CONSTRAINT "dispute_shown_pkey" PRIMARY KEY ("dispute_id")
);

CREATE INDEX "dispute_shown_keep_until_idx" ON "dispute_shown"("keep_until");

ALTER TABLE "dispute_shown" ADD CONSTRAINT "dispute_shown_dispute_id_fkey"
    FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE CASCADE ON UPDATE CASCADE;
