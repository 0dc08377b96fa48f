-- The audit log as a chain: each row carries its number and the hash of the row before, so that a row that was changed,
-- removed, put in or moved is found, whoever did it. `code` is the reason by code, `facts` what the decision rests on.
ALTER TABLE "audit_entry" ADD COLUMN "seq" BIGINT,
  ADD COLUMN "prev_hash" TEXT,
  ADD COLUMN "hash" TEXT,
  ADD COLUMN "code" TEXT,
  ADD COLUMN "facts" JSONB;

-- Rows of before are numbered by time and chained: the same text as `auditEntryText` of modules/moderation, of which
-- JSON in Postgres is canonical as long as keys are written in order and the values are texts, whole numbers and null.
ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_immutable;
DO $$
DECLARE
  entry RECORD;
  number BIGINT := 0;
  last_hash TEXT := repeat('0', 64);
  this_hash TEXT;
BEGIN
  FOR entry IN SELECT * FROM audit_entry ORDER BY created_at, id LOOP
    number := number + 1;
    this_hash := encode(sha256(convert_to(
      '{"action":' || to_json(entry.action)::text
      || ',"actorId":' || coalesce(to_json(entry.actor_id::text)::text, 'null')
      || ',"atMs":' || round(extract(epoch FROM entry.created_at) * 1000)::bigint
      || ',"code":null,"facts":null,"id":' || to_json(entry.id::text)::text
      || ',"prevHash":"' || last_hash
      || '","reason":' || coalesce(to_json(entry.reason)::text, 'null')
      || ',"seq":' || number
      || ',"subject":' || to_json(entry.subject)::text
      || ',"v":1}', 'UTF8')), 'hex');
    UPDATE audit_entry SET seq = number, prev_hash = last_hash, hash = this_hash WHERE id = entry.id;
    last_hash := this_hash;
  END LOOP;
END $$;

ALTER TABLE "audit_entry" ALTER COLUMN "seq" SET NOT NULL,
  ALTER COLUMN "prev_hash" SET NOT NULL,
  ALTER COLUMN "hash" SET NOT NULL;
CREATE UNIQUE INDEX "audit_entry_seq_key" ON "audit_entry"("seq");

-- ALWAYS: a session that plays a replica does not get round it.
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_immutable;
CREATE TRIGGER audit_entry_kept BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_kept;

-- A new row follows the last one, or is refused.
CREATE FUNCTION audit_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last RECORD;
BEGIN
  SELECT seq, hash INTO last FROM audit_entry ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev_hash <> coalesce(last.hash, repeat('0', 64)) THEN
    RAISE EXCEPTION 'a row of audit_entry must follow the last one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_follows();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_follows;
