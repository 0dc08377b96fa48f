import type { AnswerEvent, AskInput, Client } from '@spindle/client';
import { type Fault, FaultError } from '@spindle/shared';
import { MODEL } from './relay-world.ts';

export const QUESTION: AskInput = {
  model: MODEL,
  messages: [{ role: 'user', content: 'Who are you?' }],
  maxOutputTokens: 64,
  policy: 'cheapest',
};

export interface Told {
  text: string;
  events: AnswerEvent[];
  fault: Fault | null;
}

/** Asks as a buyer's device does, and gathers what comes. */
export async function tell(
  client: Client,
  input: Partial<AskInput> = {},
  onEvent: (event: AnswerEvent) => void = () => {},
): Promise<Told> {
  const told: Told = { text: '', events: [], fault: null };
  try {
    for await (const event of client.ask({ ...QUESTION, ...input })) {
      told.events.push(event);
      onEvent(event);
      if (event.kind === 'text') told.text += event.text;
    }
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    told.fault = error.fault;
  }
  return told;
}
