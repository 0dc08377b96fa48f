import { ERRORS } from '@spindle/shared';
import * as z from 'zod';
import { POLICY_SETTINGS } from '../../modules/policy/index.ts';
import { ModelObjectSchema } from '../developers/model-object.ts';

/** What the door answers, as a document tells it. Tests hold real answers against these. */

const nano = z.string().regex(/^\d+$/).meta({ description: 'Nano of the coin (10⁻⁹), a decimal string' });
const seconds = z.int().meta({ description: 'Unix time in seconds' });

export const ErrorSchema = z
  .object({
    error: z.object({
      message: z.string().meta({ description: 'What happened and what to do next' }),
      type: z.string(),
      code: z.enum(Object.keys(ERRORS)),
      param: z.string().nullable(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  })
  .meta({ id: 'Error' });

const UsageSchema = z
  .object({
    prompt_tokens: z.int(),
    completion_tokens: z.int(),
    total_tokens: z.int(),
    prompt_tokens_details: z.object({ cached_tokens: z.int() }),
    prompt_total_cost: z.int().meta({ description: 'Cocoon’s: nano of the coin' }),
    completion_total_cost: z.int(),
    total_cost: z.int().meta({ description: 'What was charged' }),
  })
  .meta({ id: 'Usage' });

const ProvenanceSchema = z
  .object({
    job_id: z.string(),
    node_id: z.string(),
    charged_nano: nano,
    fee_nano: nano.meta({ description: 'The market’s part inside the charge' }),
    resumed_tokens: z.int().optional().meta({ description: 'Of machines that broke off; they cost nothing' }),
    receipt: z.object({ text: z.string(), signature: z.string() }).meta({ description: 'Signed by the machine' }),
  })
  .meta({ id: 'Provenance', description: 'Who answered, what it cost, and the proof' });

const head = { id: z.string(), created: seconds, model: z.string() };
const paid = { usage: UsageSchema, spindle: ProvenanceSchema };
const finish = z.enum(['stop', 'length', 'tool_calls', 'content_filter']);
const index = z.int();

export const ChatCompletionSchema = z
  .object({
    ...head,
    object: z.literal('chat.completion'),
    choices: z.array(
      z.object({
        index,
        message: z.looseObject({
          role: z.literal('assistant'),
          content: z.string().nullable(),
          refusal: z.string().nullable(),
          reasoning_content: z.string().optional(),
          tool_calls: z.array(z.looseObject({ id: z.string(), type: z.literal('function') })).optional(),
        }),
        logprobs: z.unknown(),
        finish_reason: finish,
      }),
    ),
    ...paid,
  })
  .meta({ id: 'ChatCompletion' });

export const TextCompletionSchema = z
  .object({
    ...head,
    object: z.literal('text_completion'),
    choices: z.array(z.object({ index, text: z.string(), logprobs: z.unknown(), finish_reason: finish })),
    ...paid,
  })
  .meta({ id: 'TextCompletion' });

export const EmbeddingListSchema = z
  .object({
    object: z.literal('list'),
    data: z.array(
      z.object({
        object: z.literal('embedding'),
        index,
        embedding: z.union([z.array(z.number()), z.string().meta({ description: 'base64 of 32-bit floats' })]),
      }),
    ),
    model: z.string(),
    usage: UsageSchema.omit({ completion_tokens: true, prompt_tokens_details: true }),
    spindle: ProvenanceSchema,
  })
  .meta({ id: 'EmbeddingList' });

export const ModelListSchema = z.object({ object: z.literal('list'), data: z.array(ModelObjectSchema) });

export const FileObjectSchema = z
  .object({
    id: z.string(),
    object: z.literal('file'),
    bytes: z.int(),
    created_at: seconds,
    expires_at: seconds.nullable(),
    filename: z.string(),
    purpose: z.enum(['batch', 'batch_output']),
    status: z.literal('processed'),
  })
  .meta({ id: 'File' });

export const DeletedFileSchema = z.object({ id: z.string(), object: z.literal('file'), deleted: z.literal(true) });

const at = seconds.nullable();
export const BatchObjectSchema = z
  .object({
    id: z.string(),
    object: z.literal('batch'),
    endpoint: z.string(),
    errors: z
      .object({
        object: z.literal('list'),
        data: z.array(
          z.object({
            code: z.string(),
            message: z.string(),
            line: z.int().nullable(),
            param: z.string().nullable(),
          }),
        ),
      })
      .nullable(),
    input_file_id: z.string(),
    completion_window: z.string(),
    status: z.enum(['validating', 'in_progress', 'cancelling', 'completed', 'failed', 'expired', 'cancelled']),
    output_file_id: z.string().nullable().meta({ description: 'As soon as a line is answered; it grows' }),
    error_file_id: z.string().nullable().meta({ description: 'As soon as a line has failed; it grows' }),
    created_at: seconds,
    in_progress_at: at,
    expires_at: seconds,
    finalizing_at: at,
    completed_at: at,
    failed_at: at,
    expired_at: at,
    cancelling_at: at,
    cancelled_at: at,
    request_counts: z.object({ total: z.int(), completed: z.int(), failed: z.int() }),
    metadata: z.record(z.string(), z.string()).nullable(),
    spindle: z.object({
      waiting_for: z.enum(['owner_poll', 'idle_capacity', 'funds']).nullable().meta({
        description: 'Why it does not go on: your next call (after a restart of ours), an idle machine, or money',
      }),
    }),
  })
  .meta({ id: 'Batch' });

export const listOf = (item: z.ZodType) =>
  z.object({
    object: z.literal('list'),
    data: z.array(item),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
    has_more: z.boolean(),
  });

export const UsageListSchema = z.object({
  object: z.literal('list'),
  data: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  has_more: z.boolean(),
  next: z.string().nullable(),
});

export const UsageRequestSchema = z.object({
  usage: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  journey: z.looseObject({ attempts: z.array(z.looseObject({ node_id: z.string() })) }),
  receipt: z.looseObject({ text: z.string(), signature: z.string() }).nullable(),
});

export const PolicyObjectSchema = z
  .object({
    object: z.literal('policy'),
    numbers: z.array(
      z.object({
        setting: z.enum(POLICY_SETTINGS),
        value: z.int(),
        since: seconds,
        notice_days: z.object({ to_raise: z.int(), to_lower: z.int() }),
        planned: z.array(z.object({ value: z.int(), effective_from: seconds })),
      }),
    ),
    changes: z.array(
      z.object({
        id: z.uuid(),
        setting: z.enum(POLICY_SETTINGS),
        before: z.int().nullable(),
        value: z.int(),
        effective_from: seconds,
        announced_at: seconds,
        cancelled_at: seconds.nullable(),
        note: z.object({ en: z.string(), ru: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Policy' });
