-- What buyers say of listings that they paid: one review of each buyer for each listing. docs/adr/0063.

CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "stars" INTEGER NOT NULL,
    "words" TEXT,
    "paid_answers" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answer_hidden_reason" TEXT,
    "hidden_at" TIMESTAMPTZ(3),
    "hidden_by" UUID,
    "hidden_reason" TEXT,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "review_stars" CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT "review_words" CHECK (char_length(words) <= 500 AND char_length(answer) <= 500),
    CONSTRAINT "review_answered" CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NOT NULL OR answer_hidden_reason IS NULL)),
    CONSTRAINT "review_hidden" CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL) AND (hidden_at IS NULL) = (hidden_by IS NULL))
);
CREATE UNIQUE INDEX "review_listing_id_account_id_key" ON "review"("listing_id", "account_id");
CREATE INDEX "review_listing_id_id_idx" ON "review"("listing_id", "id");
CREATE INDEX "review_account_id_created_at_idx" ON "review"("account_id", "created_at");
ALTER TABLE "review" ADD CONSTRAINT "review_listing_id_fkey"
  FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review" ADD CONSTRAINT "review_account_id_fkey"
  FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What lists of the market show, so that they read no review: kept by the trigger below, whoever writes.
ALTER TABLE "listing" ADD COLUMN "review_count" INTEGER NOT NULL DEFAULT 0,
                      ADD COLUMN "review_stars" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "listing" ADD CONSTRAINT "listing_reviews" CHECK (review_count >= 0 AND review_stars BETWEEN review_count AND 5 * review_count);

CREATE FUNCTION count_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted integer := 0;
  starred integer := 0;
  reviewed uuid;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    reviewed := OLD.listing_id;
    IF OLD.hidden_at IS NULL THEN
      counted := counted - 1;
      starred := starred - OLD.stars;
    END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    reviewed := NEW.listing_id;
    IF NEW.hidden_at IS NULL THEN
      counted := counted + 1;
      starred := starred + NEW.stars;
    END IF;
  END IF;
  IF counted <> 0 OR starred <> 0 THEN
    UPDATE "listing" SET review_count = review_count + counted, review_stars = review_stars + starred WHERE id = reviewed;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER review_counted AFTER INSERT OR UPDATE OF stars, hidden_at OR DELETE ON "review"
  FOR EACH ROW EXECUTE FUNCTION count_review();
