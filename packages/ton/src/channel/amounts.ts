import { type Nano, nano } from '@spindle/shared';

/** What a channel keeps beside the deposit for its storage: over ten years at the prices of 2026. Comes back at the close. */
export const STORAGE_RESERVE_NANO: Nano = nano(20_000_000n);

/** The least that a message to a channel must carry for gas. What it does not use goes back to its sender. */
export const GAS_BUDGET_NANO: Nano = nano(10_000_000n);

/** What to attach to a message that moves no money of its own: twice the budget, and the rest comes back. */
export const MESSAGE_VALUE_NANO: Nano = nano(2n * GAS_BUDGET_NANO);

/** What a top-up brings above its amount: the storage reserve, kept once, and gas. What is not needed comes back. */
export const TOP_UP_EXTRA_NANO: Nano = nano(STORAGE_RESERVE_NANO + GAS_BUDGET_NANO);
