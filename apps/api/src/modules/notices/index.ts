export { type BalanceWatch, watchBalances } from './balances/watch-balances.ts';
export { changeNoticeSettings, markNoticesRead, noticeSettings } from './change-settings.ts';
export type { NewNotice, NoticeChannel } from './channel.ts';
export { createNotices, type Notices } from './create-notices.ts';
export { type ListNoticesInput, listNotices, unreadNotices } from './list-notices.ts';
export { renderNotice } from './render-notice.ts';
export type * from './shapes.ts';
