-- A listing's state with who brought it about, the reason by code and what it rests on; and how long it has waited for us.
ALTER TABLE "listing" ADD COLUMN "state_by" TEXT NOT NULL DEFAULT 'owner',
  ADD COLUMN "state_code" TEXT,
  ADD COLUMN "state_evidence" JSONB,
  ADD COLUMN "waited_ms" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "waived_checks" JSONB,
  ADD COLUMN "checked_at" TIMESTAMPTZ(3);
UPDATE "listing" SET state_by = 'admin', state_code = 'other'
  WHERE state = 'rejected' OR (state = 'paused' AND state_reason IS NOT NULL);
UPDATE "listing" SET state_by = 'admin' WHERE state = 'live';
ALTER TABLE listing DROP CONSTRAINT listing_state;
ALTER TABLE listing ADD CONSTRAINT listing_state
  CHECK (state IN ('in_review', 'asked', 'live', 'rejected', 'paused', 'banned', 'withdrawn'));
ALTER TABLE listing ADD CONSTRAINT listing_state_by CHECK (state_by IN ('owner', 'admin', 'market'));
CREATE INDEX "listing_checked_at_idx" ON "listing"("checked_at");

-- Every state that a listing has been in, and what was said between its owner and admins.
CREATE TABLE "listing_state_change" (
    "id" BIGSERIAL NOT NULL,
    "listing_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "actor_id" UUID,
    "code" TEXT,
    "words" TEXT,
    "evidence" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listing_state_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "listing_state_change_listing_id_id_idx" ON "listing_state_change"("listing_id", "id");
ALTER TABLE "listing_state_change" ADD CONSTRAINT "listing_state_change_listing_id_fkey"
  FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
INSERT INTO listing_state_change (listing_id, state, by, code, words, at)
  SELECT id, state, state_by, state_code, state_reason, state_since FROM listing ORDER BY state_since;
CREATE TRIGGER listing_state_change_immutable BEFORE UPDATE OR DELETE ON listing_state_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What the market found out about a listing by itself: the last result of each check.
CREATE TABLE "listing_check" (
    "listing_id" UUID NOT NULL,
    "check" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "claimed" TEXT,
    "reported" TEXT,
    "measured" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listing_check_pkey" PRIMARY KEY ("listing_id", "check")
);
ALTER TABLE "listing_check" ADD CONSTRAINT "listing_check_listing_id_fkey"
  FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE listing_check ADD CONSTRAINT listing_check_outcome CHECK (outcome IN ('pass', 'warn', 'fail', 'unknown'));

-- What a provider says against a decision, once for each.
CREATE TABLE "appeal" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "listing_id" UUID,
    "against" TEXT NOT NULL,
    "decision_key" TEXT NOT NULL,
    "decided_first_by" UUID,
    "words" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "code" TEXT,
    "answer" TEXT,

    CONSTRAINT "appeal_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "appeal_decision_key_key" ON "appeal"("decision_key");
CREATE INDEX "appeal_account_id_created_at_idx" ON "appeal"("account_id", "created_at");
CREATE INDEX "appeal_state_created_at_idx" ON "appeal"("state", "created_at");
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_account_id_fkey"
  FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_listing_id_fkey"
  FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE appeal ADD CONSTRAINT appeal_state CHECK (state IN ('open', 'granted', 'refused'));

-- A ban: `banned_reason` stays the words that the person reads; and roles that an admin has taken for good.
ALTER TABLE "account" ADD COLUMN "banned_code" TEXT,
  ADD COLUMN "banned_at" TIMESTAMPTZ(3),
  ADD COLUMN "banned_by" UUID,
  ADD COLUMN "barred_roles" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE account SET banned_code = 'other', banned_at = now() WHERE banned_reason IS NOT NULL;
