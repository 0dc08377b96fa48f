-- What people are told. A notice holds codes, ids and numbers; its words are made when it is read.

CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "audience" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "keys" TEXT[],
    "count" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "notice_audience" CHECK ((audience = 'account') = (account_id IS NOT NULL))
);
CREATE INDEX "notice_account_id_last_at_idx" ON "notice" ("account_id", "last_at");
CREATE INDEX "notice_last_at_idx" ON "notice" ("last_at");
ALTER TABLE "notice" ADD CONSTRAINT "notice_account_id_fkey"
  FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "notice_setting" (
    "account_id" UUID NOT NULL,
    "read_through" TIMESTAMPTZ(3),
    "muted" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "low_balance_nano" BIGINT,

    CONSTRAINT "notice_setting_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "notice_setting_low" CHECK (low_balance_nano >= 0)
);
ALTER TABLE "notice_setting" ADD CONSTRAINT "notice_setting_account_id_fkey"
  FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whose balance was told to be low, and how much had been deposited by then.
CREATE TABLE "balance_told" (
    "account_id" UUID NOT NULL,
    "deposited_nano" BIGINT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "balance_told_pkey" PRIMARY KEY ("account_id")
);
ALTER TABLE "balance_told" ADD CONSTRAINT "balance_told_account_id_fkey"
  FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Since when a machine is away, as its owner was told; null while it is here or nobody was told.
ALTER TABLE "node" ADD COLUMN "told_away_since" TIMESTAMPTZ(3);
