-- What a buyer lets be spent, below what is on deposit and signed for: caps per answer and day, and strict mode.

CREATE TABLE "spending_rule" (
    "account_id" UUID NOT NULL,
    "is_strict" BOOLEAN NOT NULL DEFAULT false,
    "cap_answer_nano" BIGINT,
    "cap_day_nano" BIGINT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "spending_rule_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "spending_rule_caps" CHECK ("cap_answer_nano" >= 0 AND "cap_day_nano" >= 0)
);

ALTER TABLE "spending_rule" ADD CONSTRAINT "spending_rule_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The last UTC day on which a hold of the channel was closed, and what was spent on it.
ALTER TABLE "channel" ADD COLUMN "spent_on" DATE,
  ADD COLUMN "spent_day_nano" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE channel ADD CONSTRAINT channel_day
  CHECK (spent_day_nano >= 0 AND spent_day_nano <= spent_nano);

-- The day that a hold's cost counts for in its channel; the column beside it is that of its key.
ALTER TABLE "hold" ADD COLUMN "channel_spent_on" DATE;
