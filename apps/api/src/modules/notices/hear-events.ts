import type { Consumer } from '../../platform/index.ts';
import type { NoticeChannel } from './channel.ts';
import { audienceOf, KIND_RULES, keyOf } from './kinds.ts';
import { isMuted } from './settings.repo.ts';

/** Turns every event into a notice for whoever it concerns, on all channels, unless they muted its kind. */
export function hearEvents(channels: readonly NoticeChannel[]): Consumer {
  return async (sql, { event, eventId, atMs }) => {
    const { folds, canMute } = KIND_RULES[event.kind];
    if (canMute && event.accountId !== null && (await isMuted(sql, event.accountId, event.kind))) return;
    const notice = { event, audience: audienceOf(event), key: keyOf(event, eventId), folds, atMs };
    for (const channel of channels) await channel.deliver(sql, notice);
  };
}
