import type { ErrorCode } from '@spindle/shared';

/** Why a machine fails, in its owner's words, by code. Codes that a later version counts may have none. */
export type FaultTexts = Partial<Record<ErrorCode, string>>;

export const faultsOf = (texts: FaultTexts): FaultTexts => texts;
