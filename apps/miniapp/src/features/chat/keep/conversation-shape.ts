import type { Choice } from '../choice.ts';
import type { Turn } from '../turn.ts';

/** On this device and nowhere else. */
export interface Conversation {
  id: string;
  turns: Turn[];
  choice: Choice;
  /** Tiers whose limits the person has been told before a question went there. */
  told: string[];
  /** What is written and not sent. */
  draft: string;
  /** What it cost to write down what was spoken. */
  voiceNano?: bigint;
  changedMs: number;
}
