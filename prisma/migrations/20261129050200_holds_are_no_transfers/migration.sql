-- A hold is no transfer any more: what is set aside is still the buyer's, and stands in `hold`, in its channel and in its key.
-- What open holds had moved to the account `held` goes back to where it came from, each by a transfer that says so; nothing is
-- moved there again. No broker of an earlier version runs meanwhile: its holds would move money that is not there.
LOCK TABLE hold, ledger_account IN EXCLUSIVE MODE;

CREATE TEMPORARY TABLE going_back ON COMMIT DROP AS
SELECT nextval('transfer_id_seq') AS transfer_id, held.account_id, held.id AS held_id, d.id AS deposited_id, held.balance_nano AS amount
FROM ledger_account held JOIN ledger_account d ON d.account_id = held.account_id AND d.kind = 'deposited'
WHERE held.kind = 'held' AND held.balance_nano > 0;

INSERT INTO transfer (id, key, account_id, kind)
SELECT transfer_id, 'unhold:' || account_id, account_id, 'release' FROM going_back;
INSERT INTO posting (transfer_id, ledger_account_id, amount_nano)
SELECT transfer_id, held_id, -amount FROM going_back UNION ALL SELECT transfer_id, deposited_id, amount FROM going_back;
UPDATE ledger_account la SET balance_nano = la.balance_nano - g.amount FROM going_back g WHERE la.id = g.held_id;
UPDATE ledger_account la SET balance_nano = la.balance_nano + g.amount FROM going_back g WHERE la.id = g.deposited_id;

ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_nothing_held CHECK (kind <> 'held' OR balance_nano = 0);

-- Postings are proven by the statement that writes them, all at once: that they sum to zero, and that their transfers and
-- accounts are there. A foreign key would ask for each row on its own, which was a quarter of settling. Nothing that they name
-- can go: transfers never change, and now accounts are never deleted.
ALTER TABLE posting DROP CONSTRAINT posting_transfer_id_fkey, DROP CONSTRAINT posting_ledger_account_id_fkey;
CREATE OR REPLACE FUNCTION refuse_unbalanced_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_postings GROUP BY transfer_id HAVING sum(amount_nano) <> 0) THEN
    RAISE EXCEPTION 'the postings of a transfer must sum to zero' USING ERRCODE = 'check_violation';
  END IF;
  -- Scalars, since a join may be planned as reading all transfers there are.
  IF EXISTS (
    SELECT 1 FROM new_postings p
    WHERE (SELECT t.id FROM transfer t WHERE t.id = p.transfer_id) IS NULL
      OR (SELECT la.id FROM ledger_account la WHERE la.id = p.ledger_account_id) IS NULL
  ) THEN
    RAISE EXCEPTION 'a posting belongs to a transfer and an account' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_account_kept BEFORE DELETE ON ledger_account FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What nobody looks anything up by is not written on the way of every request.
DROP INDEX "posting_ledger_account_id_transfer_id_idx";
DROP INDEX "transfer_account_id_id_idx";
DROP INDEX "hold_account_id_state_idx";
DROP INDEX "hold_state_expires_at_idx";
CREATE INDEX "hold_open_of_account_idx" ON "hold"("account_id") WHERE "state" = 'open';
CREATE INDEX "hold_open_by_expiry_idx" ON "hold"("expires_at") WHERE "state" = 'open';

-- Terms are read by us alone: as text they need neither be taken apart nor put together again for each hold.
ALTER TABLE hold ALTER COLUMN terms TYPE text USING terms::text;

-- A row whose indexed columns stay the same is changed in its page, without new entries in indexes, if there is room.
DROP INDEX "channel_unclaimed_idx";
CREATE INDEX "channel_claimable_idx" ON "channel"("payee", "close_at") WHERE "state" IN ('open', 'closing');
ALTER TABLE channel SET (fillfactor = 50);
ALTER TABLE api_key SET (fillfactor = 50);
ALTER TABLE ledger_account SET (fillfactor = 50);
ALTER TABLE usage_day SET (fillfactor = 70);
ALTER TABLE earn_day SET (fillfactor = 70);
