import {
  type AnswerEvent,
  AnswerHeaders,
  createStreamWriter,
  errorBody,
  gatherAnswer,
  type OpenAiBody,
  readBody,
  sseLine,
} from '@spindle/client';
import type { RequestKind } from '@spindle/shared';
import { refuse } from '../bearer.ts';
import { askInProcess } from './ask-in-process.ts';
import { faultOfChat } from './fault-of-chat.ts';
import { setLimitHeaders } from './limit-headers.ts';
import type { Outlet } from './outlet.ts';
import type { Door, Handler } from './parts.ts';
import { type Outcome, replyOnce } from './reply-once.ts';

/** What `POST /chat/completions`, `/completions` and `/embeddings` do, each with bodies of its kind. */
export function answerBody(door: Door, kind: RequestKind): Handler {
  return async (request, reply) => {
    const read = readBody(kind, request.body);
    if (!read.ok) return refuse(reply, read.fault);
    await setLimitHeaders(door, request, reply);
    const actor = door.actorOf(request);
    return replyOnce(door, request, reply, async (out, signal) => {
      const created = Math.floor(door.quote.clock.nowMs() / 1000);
      const headers = new AnswerHeaders();
      const events = askInProcess(door, actor, read.value.ask, signal);
      const parts = { door, events, asked: read.value, created, headers };
      return read.value.stream ? streamAnswer(parts, out) : wholeAnswer(parts);
    });
  };
}

interface AnswerParts {
  door: Door;
  events: AsyncIterable<AnswerEvent>;
  asked: OpenAiBody;
  /** Unix time in seconds. */
  created: number;
  headers: AnswerHeaders;
}

async function wholeAnswer({ door, events, asked, created, headers }: AnswerParts): Promise<Outcome> {
  try {
    const body = await gatherAnswer(events, asked, created, (event) => headers.take(event));
    return { kind: 'whole', body, headers: headers.all };
  } catch (error) {
    return { kind: 'refused', fault: faultOfChat(error, door.log), headers: headers.all };
  }
}

/** What fails before the first word is a status; what fails later is told in the stream, which then has no `[DONE]`. */
async function streamAnswer({ door, events, asked, created, headers }: AnswerParts, out: Outlet): Promise<Outcome> {
  const linesOf = createStreamWriter(asked, created);
  try {
    for await (const event of events) {
      headers.take(event);
      const lines = linesOf(event);
      if (!lines) continue;
      if (!out.hasBegun) out.setHeaders(headers.all);
      const more = out.write(lines);
      if (more) await more;
    }
    return { kind: 'streamed', fault: null };
  } catch (error) {
    const fault = faultOfChat(error, door.log);
    if (!out.hasBegun) return { kind: 'refused', fault, headers: headers.all };
    out.write(sseLine(errorBody(fault)));
    return { kind: 'streamed', fault };
  }
}
