-- The numbers of the market's policy: what they become, from when on, and why.

CREATE TABLE "policy_change" (
    "id" UUID NOT NULL,
    "setting" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "announced_at" TIMESTAMPTZ(3) NOT NULL,
    "announced_by" UUID,
    "note_en" TEXT,
    "note_ru" TEXT,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "policy_change_times" CHECK (
      effective_from >= announced_at AND (cancelled_at IS NULL OR cancelled_at < effective_from)
    )
);

ALTER TABLE "policy_change" ADD CONSTRAINT "policy_change_announced_by_fkey"
  FOREIGN KEY ("announced_by") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Each number has one first value, which nobody announced.
CREATE UNIQUE INDEX "policy_change_first" ON "policy_change" ("setting") WHERE announced_by IS NULL;

-- What was announced stays as it was. All that may happen to a row is that it is cancelled, once.
CREATE FUNCTION refuse_policy_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.cancelled_at IS NULL
     AND (to_jsonb(NEW) - 'cancelled_at') = (to_jsonb(OLD) - 'cancelled_at') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of policy_change are never changed or deleted';
END $$;
CREATE TRIGGER policy_change_immutable BEFORE UPDATE OR DELETE ON "policy_change"
  FOR EACH ROW EXECUTE FUNCTION refuse_policy_rewrite();
