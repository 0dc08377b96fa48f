-- What each node told last of its engines and GPUs, for when it is not linked.
ALTER TABLE "node" ADD COLUMN "told" JSONB, ADD COLUMN "told_at" TIMESTAMPTZ(3);
