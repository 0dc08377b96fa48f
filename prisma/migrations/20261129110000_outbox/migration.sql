-- Events that one module records in its own transaction and others hear of afterwards.

-- The table of this name was never written to.
DROP TABLE "outbox_event";

CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "account_id" UUID,
    "subject" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,
    "handled_at" TIMESTAMPTZ(3),
    "set_aside_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_event_end" CHECK (handled_at IS NULL OR set_aside_at IS NULL)
);

-- What waits is little, whatever lies beside it: the next one is found by its number, and what waits before it by subject.
CREATE INDEX "outbox_event_waits" ON "outbox_event" ("id") WHERE handled_at IS NULL AND set_aside_at IS NULL;
CREATE INDEX "outbox_event_waits_subject" ON "outbox_event" ("subject", "id") WHERE handled_at IS NULL AND set_aside_at IS NULL;
CREATE INDEX "outbox_event_handled_at_idx" ON "outbox_event" ("handled_at");
CREATE INDEX "outbox_event_set_aside_at_idx" ON "outbox_event" ("set_aside_at");
