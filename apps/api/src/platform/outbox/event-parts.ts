import * as z from 'zod';

/**
 * What an event may hold: ids, codes and numbers. None of these takes a space, so that nobody's words (a prompt, a title,
 * a reason) get into the table.
 */
export const id = z.uuid();
export const code = z.string().regex(/^[\w./:@+-]{1,120}$/);
export const count = z.number().int();
/** Amounts are bigint in code and digits in the table. */
export const nano = z.union([z.bigint(), z.string().regex(/^-?\d{1,30}$/)]).pipe(z.coerce.bigint());

/** One kind of event. `accountId` is whom it is told to; null is told to all admins, or as the kind says. */
export const event = <Kind extends string, Facts extends z.ZodRawShape>(kind: Kind, facts: Facts) =>
  z.strictObject({
    kind: z.literal(kind),
    accountId: id.nullable(),
    /** What it is about, like `listing:<id>`: events of one subject are handled in the order of their recording. */
    subject: code,
    facts: z.strictObject(facts),
  });
