import type { Prisma } from '../../platform/index.ts';

/** SQL on the audit log: rows are written and read. The database refuses to change or delete them. */

export interface NewAuditEntry {
  id: string;
  actorId: string | null;
  action: string;
  subject: string;
  reason: string | null;
  createdAt: Date;
}

export async function insertAuditEntry(prisma: Prisma, entry: NewAuditEntry): Promise<void> {
  await prisma.auditEntry.create({ data: entry });
}

/** Entries newest first, older than the one that the cursor names. Ids are UUIDv7, so their order is that of time. */
export function findAuditEntries(prisma: Prisma, cursor: string | undefined, limit: number) {
  return prisma.auditEntry.findMany({
    ...(cursor !== undefined && { where: { id: { lt: cursor } } }),
    orderBy: { id: 'desc' },
    take: limit,
  });
}
