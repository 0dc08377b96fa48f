-- Tokens that were billed of a machine's answers on one day, and the bytes that were carried for them.
CREATE TABLE "node_day_tokens" (
    "node_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "model_id" TEXT NOT NULL,
    "answers" INTEGER NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "input_bytes" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "output_bytes" BIGINT NOT NULL,
    CONSTRAINT "node_day_tokens_pkey" PRIMARY KEY ("node_id", "day", "model_id")
);
CREATE INDEX "node_day_tokens_model_id_day_idx" ON "node_day_tokens"("model_id", "day");
ALTER TABLE "node_day_tokens" ADD CONSTRAINT "node_day_tokens_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "node"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
