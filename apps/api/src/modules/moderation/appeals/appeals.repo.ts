import { type Prisma, rowsOf, type Transaction } from '../../../platform/index.ts';
import type { AppealAgainst } from '../shapes.ts';

/** SQL on appeals. */

export interface NewAppeal {
  id: string;
  accountId: string;
  listingId: string | null;
  against: AppealAgainst;
  /** Names the decision, so that there is one appeal for each. */
  decisionKey: string;
  decidedFirstBy: string | null;
  words: string;
  createdAt: Date;
}

/** @returns false when there is one against that decision already. */
export async function insertAppeal(prisma: Prisma, appeal: NewAppeal): Promise<boolean> {
  const { count } = await prisma.appeal.createMany({ data: [{ ...appeal, state: 'open' }], skipDuplicates: true });
  return count === 1;
}

export interface Answer {
  appealId: string;
  state: 'granted' | 'refused';
  decidedBy: string;
  code: string;
  answer: string | null;
  atMs: number;
}

/** Answers an appeal that is open. @returns false when somebody was quicker. */
export async function answerAppeal(transaction: Transaction, answer: Answer): Promise<boolean> {
  const { appealId, state, decidedBy, code, answer: words, atMs } = answer;
  const rows = await rowsOf(
    transaction,
    `UPDATE appeal SET state = $2::text, decided_by = $3::text::uuid, code = $4::text, answer = $5::text,
        decided_at = $6::text::timestamptz
      WHERE id = $1::text::uuid AND state = 'open' RETURNING 1 AS answered`,
    [appealId, state, decidedBy, code, words, new Date(atMs).toISOString()],
  );
  return rows.length === 1;
}

export const findAppeal = (prisma: Prisma, id: string) => prisma.appeal.findUnique({ where: { id } });

export type AppealRow = NonNullable<Awaited<ReturnType<typeof findAppeal>>>;

export const findAppeals = (
  prisma: Prisma,
  where: { accountId?: string; listingId?: string | null; state?: 'open'; decisionKey?: string },
) => prisma.appeal.findMany({ where, orderBy: { createdAt: 'desc' }, take: 200 });
