-- Images of confidential machines: who proposed each, who let it in, who revoked it. What counts is the contract on TON;
-- this is where its leaves are kept, in the order of its tree.

CREATE TABLE "allowed_image" (
    "leaf_hash" TEXT NOT NULL,
    "leaf" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "place" INTEGER,
    "note" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "revoked_by" UUID,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "allowed_image_pkey" PRIMARY KEY ("leaf_hash"),
    CONSTRAINT "allowed_image_hash" CHECK (leaf_hash = encode(sha256('\x00'::bytea || convert_to(leaf, 'UTF8')), 'hex')),
    CONSTRAINT "allowed_image_state" CHECK (state IN ('proposed', 'rejected', 'listed', 'revoked')),
    CONSTRAINT "allowed_image_place" CHECK ((place IS NOT NULL) = (state IN ('listed', 'revoked'))),
    CONSTRAINT "allowed_image_reviewed" CHECK ((reviewed_by IS NULL) = (state = 'proposed')),
    CONSTRAINT "allowed_image_two_people" CHECK (reviewed_by <> proposed_by),
    CONSTRAINT "allowed_image_revoked" CHECK ((revoked_at IS NOT NULL) = (state = 'revoked'))
);
CREATE UNIQUE INDEX "allowed_image_place_key" ON "allowed_image" ("place");

ALTER TABLE "allowed_image" ADD CONSTRAINT "allowed_image_proposed_by_fkey"
  FOREIGN KEY ("proposed_by") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "allowed_image" ADD CONSTRAINT "allowed_image_reviewed_by_fkey"
  FOREIGN KEY ("reviewed_by") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "allowed_image" ADD CONSTRAINT "allowed_image_revoked_by_fkey"
  FOREIGN KEY ("revoked_by") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was reviewed stays as it was, in its place: a tree is made of it. Rejected and revoked are for ever.
CREATE FUNCTION refuse_image_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.leaf = OLD.leaf AND NEW.leaf_hash = OLD.leaf_hash AND NEW.proposed_by = OLD.proposed_by
     AND ((OLD.state = 'proposed' AND NEW.state IN ('listed', 'rejected'))
       OR (OLD.state = 'listed' AND NEW.state = 'revoked' AND NEW.place = OLD.place AND NEW.reviewed_by = OLD.reviewed_by)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'rows of allowed_image are decided once, and never deleted';
END $$;
CREATE TRIGGER allowed_image_immutable BEFORE UPDATE OR DELETE ON "allowed_image"
  FOR EACH ROW EXECUTE FUNCTION refuse_image_rewrite();

-- What the contract was last seen to hold: a read that fails leaves it as it is, and so does one that is older.
CREATE TABLE "allow_list_state" (
    "address" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "allow_list_state_pkey" PRIMARY KEY ("address"),
    CONSTRAINT "allow_list_state_version" CHECK (version >= 0)
);
