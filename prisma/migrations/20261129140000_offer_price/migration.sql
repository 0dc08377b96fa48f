-- What each offer has asked, and since when: whoever looks at a listing sees how its prices have moved.
CREATE TABLE "offer_price" (
    "offer_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "input_micro_usd_per_mtok" BIGINT NOT NULL,
    "output_micro_usd_per_mtok" BIGINT NOT NULL,

    CONSTRAINT "offer_price_pkey" PRIMARY KEY ("offer_id", "at")
);

ALTER TABLE "offer_price" ADD CONSTRAINT "offer_price_offer_id_fkey"
    FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By the database, so that no way to change a price is left out. Two changes of one millisecond are one.
CREATE FUNCTION keep_offer_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO offer_price (offer_id, at, input_micro_usd_per_mtok, output_micro_usd_per_mtok)
  VALUES (NEW.id, clock_timestamp(), NEW.input_micro_usd_per_mtok, NEW.output_micro_usd_per_mtok)
  ON CONFLICT (offer_id, at) DO UPDATE SET input_micro_usd_per_mtok = EXCLUDED.input_micro_usd_per_mtok,
    output_micro_usd_per_mtok = EXCLUDED.output_micro_usd_per_mtok;
  RETURN NULL;
END $$;

CREATE TRIGGER offer_price_first AFTER INSERT ON offer FOR EACH ROW EXECUTE FUNCTION keep_offer_price();
CREATE TRIGGER offer_price_changed AFTER UPDATE ON offer FOR EACH ROW
  WHEN ((OLD.input_micro_usd_per_mtok, OLD.output_micro_usd_per_mtok)
    IS DISTINCT FROM (NEW.input_micro_usd_per_mtok, NEW.output_micro_usd_per_mtok))
  EXECUTE FUNCTION keep_offer_price();

-- What was asked before nobody knows.
INSERT INTO offer_price (offer_id, at, input_micro_usd_per_mtok, output_micro_usd_per_mtok)
SELECT id, now(), input_micro_usd_per_mtok, output_micro_usd_per_mtok FROM offer;
