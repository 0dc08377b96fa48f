import type { Plausibility } from '../measuring/plausible-speed.ts';

/** What `verified` asks for; a deployment sets the numbers. */
export interface VerifiedRule {
  /** Days with an hour or more linked. */
  days: number;
  answers: number;
  /** The least share of good answers, to get it; a little less keeps it. */
  successPercent: number;
}

/** What is known of a listing, over the last 30 days. */
export interface VerifiedFacts {
  isVerifiedNow: boolean;
  isLive: boolean;
  hasWallet: boolean;
  /** Null when none of its machines was measured in the last two days. */
  plausibility: Plausibility | null;
  suspectedNodes: number;
  days: number;
  answers: number;
  failures: number;
  /** Since the last minute that any machine was linked. */
  offlineHours: number;
  /** What an admin has found not to hold against it; null for nothing. */
  waivedCode: string | null;
}

/**
 * Why a listing is verified or not; the first that is missing. Each has a text with the next step. Provider and buyers
 * see it with its numbers.
 */
export type BadgeCode =
  | 'verified'
  | 'not_live'
  | 'wallet_missing'
  | 'canaries_failed'
  | 'not_measured'
  | 'speed_implausible'
  | 'offline_long'
  | 'success_low'
  | 'record_short';

export interface BadgeVerdict {
  isVerified: boolean;
  code: BadgeCode;
  evidence: Record<string, number>;
}

/** To lose it takes a little more than to miss it, so that it does not come and go. */
const KEEPING_SPARE_PERCENT = 2;
const OFFLINE_HOURS = 72;
/** Fewer answers say nothing of the share. */
const TELLING_ANSWERS = 20;

/** Identity, hardware as measured, and a record: granted and taken off by this alone. */
export function judgeVerified(facts: VerifiedFacts, rule: VerifiedRule): BadgeVerdict {
  const { days, answers, failures, isVerifiedNow, suspectedNodes, offlineHours, waivedCode } = facts;
  const successPercent = answers + failures === 0 ? 100 : Math.floor((1000 * answers) / (answers + failures)) / 10;
  const evidence = {
    ...{ days, daysNeeded: rule.days, answers, answersNeeded: rule.answers, failures },
    ...{ successPercent, successNeeded: rule.successPercent, suspectedNodes },
  };
  const no = (code: BadgeCode): BadgeVerdict => ({ isVerified: false, code, evidence });
  if (!facts.isLive) return no('not_live');
  if (!facts.hasWallet) return no('wallet_missing');
  if (suspectedNodes > 0) return no('canaries_failed');
  const isImplausible = facts.plausibility === 'too_fast' || facts.plausibility === 'too_slow';
  if (isImplausible && waivedCode !== 'speed_implausible') return no('speed_implausible');
  if (offlineHours > OFFLINE_HOURS) return no('offline_long');
  const line = rule.successPercent - (isVerifiedNow ? KEEPING_SPARE_PERCENT : 0);
  const isLow = answers + failures >= TELLING_ANSWERS && successPercent < line;
  if (isLow && waivedCode !== 'success_low') return no('success_low');
  // Once earned, a quiet week does not take it off.
  if (isVerifiedNow) return { isVerified: true, code: 'verified', evidence };
  if (facts.plausibility === null) return no('not_measured');
  if (days < rule.days || answers < rule.answers) return no('record_short');
  return { isVerified: true, code: 'verified', evidence };
}
