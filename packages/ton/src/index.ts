// Everything, for the server. The device takes `@spindle/ton/browser`, and `@spindle/ton/channel` when it deposits.
export * from './allow-list/index.ts';
export * from './browser.ts';
export * from './chain/index.ts';
export * from './channel/index.ts';
export * from './highload/index.ts';
export * from './ton-proof/index.ts';
export * from './voucher/index.ts';
export * from './wallet/index.ts';
