export { lookAtDispute, type ShownDeps } from './look-at-shown.ts';
export { checkShown, keepShown } from './show.ts';
export { shortenShown } from './shown.repo.ts';
export { shownSecretOf } from './shown-secret.ts';
export { KEPT_AFTER_DECISION_MS } from './shown-times.ts';
export { dropOldShown, withdrawShown } from './withdraw-shown.ts';
