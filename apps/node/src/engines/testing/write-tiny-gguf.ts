import { writeFileSync } from 'node:fs';

/*
 * A real GGUF (version 3) of the llama architecture with random weights and a byte-level vocabulary: llama.cpp loads and
 * runs it like any other, in milliseconds. Its answers are noise, always the same noise for a seed.
 */

const SHAPE = { width: 64, layers: 2, heads: 4, keyHeads: 2, inner: 128, context: 2048 };
const ALIGNMENT = 32;
const Type = { u32: 4, i32: 5, f32: 6, bool: 7, text: 8, list: 9 } as const;
const Kind = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

/** The same question always looks the same to it, and special tokens in messages can be told from real ones. */
const TEMPLATE =
  "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n";

const u32 = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number): Buffer => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const f32 = (value: number): Buffer => Buffer.from(Float32Array.of(value).buffer);
const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

const SPECIALS = ['<unk>', '<s>', '</s>', '<|im_start|>', '<|im_end|>'];

function vocabulary() {
  const bytes = Array.from({ length: 256 }, (_, at) => `<0x${at.toString(16).toUpperCase().padStart(2, '0')}>`);
  const letters = ['▁', ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?'];
  return {
    tokens: [...SPECIALS, ...bytes, ...letters],
    kinds: [
      Kind.unknown,
      ...SPECIALS.slice(1).map(() => Kind.control),
      ...bytes.map(() => Kind.byte),
      ...letters.map(() => Kind.normal),
    ],
    scores: [...SPECIALS, ...bytes].map(() => 0).concat(letters.map((_, at) => -at - 1)),
  };
}

function metadata(pooling: number): Buffer[] {
  const { tokens, kinds, scores } = vocabulary();
  const one = (key: string, type: number, value: Buffer) => Buffer.concat([text(key), u32(type), value]);
  const number = (key: string, value: number) => one(key, Type.u32, u32(value));
  const list = (key: string, type: number, values: Buffer[]) =>
    one(key, Type.list, Buffer.concat([u32(type), u64(values.length), ...values]));
  return [
    one('general.architecture', Type.text, text('llama')),
    one('general.name', Type.text, text('tiny-random')),
    number('general.alignment', ALIGNMENT),
    number('llama.context_length', SHAPE.context),
    number('llama.embedding_length', SHAPE.width),
    number('llama.block_count', SHAPE.layers),
    number('llama.feed_forward_length', SHAPE.inner),
    number('llama.attention.head_count', SHAPE.heads),
    number('llama.attention.head_count_kv', SHAPE.keyHeads),
    one('llama.attention.layer_norm_rms_epsilon', Type.f32, f32(1e-5)),
    number('llama.rope.dimension_count', SHAPE.width / SHAPE.heads),
    number('llama.vocab_size', tokens.length),
    ...(pooling > 0 ? [number('llama.pooling_type', pooling)] : []),
    one('tokenizer.ggml.model', Type.text, text('llama')),
    list('tokenizer.ggml.tokens', Type.text, tokens.map(text)),
    list('tokenizer.ggml.scores', Type.f32, scores.map(f32)),
    list('tokenizer.ggml.token_type', Type.i32, kinds.map(u32)),
    number('tokenizer.ggml.bos_token_id', 1),
    number('tokenizer.ggml.eos_token_id', 4),
    number('tokenizer.ggml.unknown_token_id', 0),
    one('tokenizer.ggml.add_bos_token', Type.bool, Buffer.from([0])),
    one('tokenizer.chat_template', Type.text, text(TEMPLATE)),
  ];
}

interface Tensor {
  name: string;
  dimensions: number[];
  /** Width of the random values; 0 for a vector of ones. */
  spread: number;
}

function tensors(): Tensor[] {
  const { width, inner, layers } = SHAPE;
  const size = vocabulary().tokens.length;
  const keyWidth = (width / SHAPE.heads) * SHAPE.keyHeads;
  const one = (name: string, dimensions: number[], spread: number): Tensor => ({
    name: `${name}.weight`,
    dimensions,
    spread,
  });
  const blocks = Array.from({ length: layers }, (_, at) => `blk.${at}.`).flatMap((block) => [
    one(`${block}attn_norm`, [width], 0),
    one(`${block}attn_q`, [width, width], 0.5),
    one(`${block}attn_k`, [width, keyWidth], 0.5),
    one(`${block}attn_v`, [width, keyWidth], 0.5),
    one(`${block}attn_output`, [width, width], 0.5),
    one(`${block}ffn_norm`, [width], 0),
    one(`${block}ffn_gate`, [width, inner], 0.5),
    one(`${block}ffn_up`, [width, inner], 0.5),
    one(`${block}ffn_down`, [inner, width], 0.5),
  ]);
  return [
    one('token_embd', [width, size], 2),
    one('output_norm', [width], 0),
    one('output', [width, size], 0.6),
    ...blocks,
  ];
}

const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;
const countOf = ({ dimensions }: Tensor): number => dimensions.reduce((product, size) => product * size, 1);

/**
 * Writes the model; about 300 kB.
 * @param pooling how the vectors of its tokens become one (llama.cpp's numbers; 1 is the mean); 0 for a model that writes.
 * @param bits to how many bits each weight is rounded, as quantising does; 32 rounds nothing.
 * @returns the path.
 */
export function writeTinyGguf(path: string, seed = 1, { pooling = 0, bits = 32 } = {}): string {
  const entries = metadata(pooling);
  const all = tensors();
  let offset = 0;
  const index = all.map((tensor) => {
    const { name, dimensions } = tensor;
    const line = Buffer.concat([text(name), u32(dimensions.length), ...dimensions.map(u64), u32(0), u64(offset)]);
    offset += aligned(countOf(tensor) * 4);
    return line;
  });
  const head = Buffer.concat([Buffer.from('GGUF'), u32(3), u64(all.length), u64(entries.length), ...entries, ...index]);
  const file = Buffer.alloc(aligned(head.length) + offset);
  head.copy(file);
  let at = aligned(head.length);
  const random = randomOf(seed);
  for (const tensor of all) {
    const count = countOf(tensor);
    for (let item = 0; item < count; item++) {
      file.writeFloatLE(roundTo(bits, tensor, weightAt(tensor, item, random)), at + item * 4);
    }
    at += aligned(count * 4);
  }
  writeFileSync(path, file);
  return path;
}

/** Special tokens get no weight in the output: at temperature 0 the model never ends by itself, so tests can count. */
function weightAt({ name, spread }: Tensor, item: number, random: () => number): number {
  const value = spread === 0 ? 1 : random() * spread;
  return name === 'output.weight' && item < SPECIALS.length * SHAPE.width ? 0 : value;
}

/** In equal steps over the range of the tensor's values. */
function roundTo(bits: number, { spread }: Tensor, value: number): number {
  if (bits >= 32 || spread === 0) return value;
  const step = spread / 2 ** bits;
  return Math.round(value / step) * step;
}

/** A linear congruential generator: values around 0, the same ones for a seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}
