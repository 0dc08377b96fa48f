/** Endings that say how a model is stored or tuned for talk, not which one it is. */
const ENDINGS =
  /(latest|instruct|chat|it|gguf|awq|gptq|fp8|fp16|bf16|int[48]|mlx|mxfp4|nvfp4|i?q\d(k?[a-z0-9]{0,3})?)$/;

/**
 * What is left of a model's name when all is taken away in which engines differ: the last part of a path, as letters and
 * digits, without endings. `openai/gpt-oss-20b`, `gpt-oss:20b` and `gpt-oss-20b-Q4_K_M.gguf` are all `gptoss20b`.
 */
export function plainModelName(name: string): string {
  let plain = (
    name
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  )
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  for (;;) {
    const shorter = plain.replace(ENDINGS, '');
    if (shorter === plain || shorter === '') return plain;
    plain = shorter;
  }
}
