import { FaultError } from '@spindle/shared';
import * as z from 'zod/mini';

const ListSchema = z.object({ data: z.array(z.looseObject({ id: z.string() })) });

/** One model of the market's list. Throws `model_unknown`. */
export function findModel(list: unknown, id: string): object {
  const parsed = ListSchema.safeParse(list);
  const found = parsed.success ? parsed.data.data.find((model) => model.id === id) : undefined;
  if (found) return found;
  throw new FaultError({ code: 'model_unknown', facts: { model: id } });
}
