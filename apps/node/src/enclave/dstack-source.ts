import type { ShownEvent } from '@spindle/sealed/evidence-parts';
import { fromHex, hex } from '@spindle/shared';
import { type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import * as z from 'zod/mini';
import type { MachineProof, QuoteSource } from './machine-proof.ts';
import { systemCode } from './tsm-files.ts';
import { postOverSocket } from './unix-http.ts';

/** Where dstack's agent listens inside its machines: older ones first. */
export const DSTACK_SOCKETS = ['/var/run/dstack.sock', '/var/run/dstack/dstack.sock'];

/** dstack: guest-agent/rpc/proto/agent_rpc.proto. A refusal comes as `error`, with 200 or without. */
const Refused = z.object({ error: z.string() });
const Quoted = z.object({ quote: z.string(), event_log: z.string() });
const Info = z.object({ tcb_info: z.string() });
const TcbInfo = z.object({ app_compose: z.string() });
const Events = z.array(
  z.object({
    imr: z.number(),
    event_type: z.number(),
    digest: z.string(),
    event: z.string(),
    event_payload: z.string(),
    version: z.exactOptional(z.number()),
  }),
);
/** What running programs measure; what firmware measured is proven by its digests alone. */
const PROGRAMS_REGISTER = 3;

/** Asks dstack's agent, which stands between the kernel and the containers of a dstack machine. */
export const dstackSource = (socket: string): QuoteSource => ({
  name: 'dstack',
  prove: async (reportData): Promise<EnclaveResult<MachineProof>> => {
    const quoted = await ask(socket, '/GetQuote', { report_data: hex(reportData) }, Quoted);
    if (!quoted.ok) return quoted;
    const info = await ask(socket, '/Info', {}, Info);
    if (!info.ok) return info;
    const quote = fromHex(quoted.value.quote.replace(/^0x/, ''));
    const eventLog = readEvents(quoted.value.event_log);
    const appCompose = parsed(TcbInfo, info.value.tcb_info)?.app_compose ?? null;
    if (!quote || !eventLog) return enclaveFail('dstack_refused', { why: 'another form of quote' });
    return { ok: true, value: { platform: 'tdx', quote, eventLog, appCompose } };
  },
});

async function ask<Schema extends z.ZodMiniType>(
  socket: string,
  path: string,
  body: object,
  schema: Schema,
): Promise<EnclaveResult<z.output<Schema>>> {
  try {
    const text = await postOverSocket(socket, path, body);
    const refused = parsed(Refused, text);
    if (refused) return enclaveFail('dstack_refused', { why: refused.error.slice(0, 200) });
    const value = parsed(schema, text);
    return value === null ? enclaveFail('dstack_refused', { why: 'another form of answer' }) : { ok: true, value };
  } catch (error) {
    const code = systemCode(error);
    const why = code === 'unknown' && error instanceof Error ? error.message : code;
    return enclaveFail('dstack_unreachable', { socket, why });
  }
}

const readEvents = (text: string): ShownEvent[] | null =>
  parsed(Events, text)?.map((event) => (event.imr === PROGRAMS_REGISTER ? event : { ...event, event_payload: '' })) ??
  null;

function parsed<Schema extends z.ZodMiniType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
