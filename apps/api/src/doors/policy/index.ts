import type { FastifyInstance } from 'fastify';
import type { Policy } from '../../modules/policy/index.ts';

/** `GET /v1/policy`: what the market promises to keep to, and how that came to be; for everybody, without a key. */
export function openPolicyDoor(app: FastifyInstance, { policy }: { policy: Pick<Policy, 'view'> }): void {
  app.get('/v1/policy', (_, reply) =>
    reply
      .headers({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' })
      .send(toPolicyObject(policy)),
  );
}

const seconds = (ms: number): number => Math.floor(ms / 1_000);

function toPolicyObject(policy: Pick<Policy, 'view'>) {
  const { numbers, changes } = policy.view();
  return {
    object: 'policy',
    numbers: numbers.map(({ setting, value, sinceMs, daysToRaise, daysToLower, planned }) => ({
      setting,
      value,
      since: seconds(sinceMs),
      notice_days: { to_raise: daysToRaise, to_lower: daysToLower },
      planned: planned.map(({ value, effectiveFromMs }) => ({ value, effective_from: seconds(effectiveFromMs) })),
    })),
    changes: changes.map(
      ({ changeId, setting, before, value, effectiveFromMs, announcedAtMs, cancelledAtMs, note }) => ({
        id: changeId,
        setting,
        before,
        value,
        effective_from: seconds(effectiveFromMs),
        announced_at: seconds(announcedAtMs),
        cancelled_at: cancelledAtMs === null ? null : seconds(cancelledAtMs),
        note,
      }),
    ),
  };
}
