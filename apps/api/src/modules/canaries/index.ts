export { aliasSecretOf } from './aliases.ts';
export { createAskAsBuyer } from './ask-as-buyer.ts';
export { type Checks, createChecks } from './create-checks.ts';
export type * from './shapes.ts';
