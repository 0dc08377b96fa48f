-- How often an order landed and left a message out: it waits longer each time.

ALTER TABLE "outgoing" ADD COLUMN "left_out" INTEGER NOT NULL DEFAULT 0;
