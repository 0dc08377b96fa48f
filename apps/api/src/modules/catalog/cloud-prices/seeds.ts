import type { CloudMatch } from './shapes.ts';

/**
 * List prices as the vendors' public pages had them on the given days, as far as we know them: nobody could look again when
 * they were written down here. They are older than a month, so buyers see none of them until an admin has held it against
 * its page and renewed it (*Admin → Catalogue → Cloud prices*).
 */
export interface CloudSeed {
  modelId: string;
  vendor: string;
  vendorModel: string;
  region: string;
  match: CloudMatch;
  /** US dollars per million tokens, as the page writes them. */
  usd: { input: string; cached: string | null; output: string };
  sourceUrl: string;
  checkedOn: string;
}

const BEDROCK = { vendor: 'Amazon Bedrock', sourceUrl: 'https://aws.amazon.com/bedrock/pricing/' } as const;
const AZURE = {
  vendor: 'Azure AI Foundry',
  sourceUrl: 'https://azure.microsoft.com/en-us/pricing/details/ai-foundry-models/llama/',
} as const;
const GOOGLE = {
  vendor: 'Google Vertex AI',
  sourceUrl: 'https://cloud.google.com/vertex-ai/generative-ai/pricing',
} as const;
const TOGETHER = { vendor: 'Together AI', sourceUrl: 'https://www.together.ai/pricing', region: 'global' } as const;
const FIREWORKS = { vendor: 'Fireworks AI', sourceUrl: 'https://fireworks.ai/pricing', region: 'global' } as const;
const OPENAI = { vendor: 'OpenAI', sourceUrl: 'https://openai.com/api/pricing/', region: 'global' } as const;

const same = (modelId: string, vendorModel: string, input: string, output: string) =>
  ({ modelId, vendorModel, match: 'same', usd: { input, cached: null, output } }) as const;

const LLAMA = 'meta-llama/Llama-3.3-70B-Instruct';
const LARGE = 'openai/gpt-oss-120b';
const SMALL = 'openai/gpt-oss-20b';

export const CLOUD_SEEDS: readonly CloudSeed[] = [
  {
    ...BEDROCK,
    ...same(LLAMA, 'Llama 3.3 Instruct (70B)', '0.72', '0.72'),
    region: 'us-east-1',
    checkedOn: '2025-06-01',
  },
  { ...AZURE, ...same(LLAMA, 'Llama-3.3-70B-Instruct', '0.71', '0.71'), region: 'global', checkedOn: '2025-06-01' },
  { ...GOOGLE, ...same(LLAMA, 'Llama 3.3 70B (MaaS)', '0.72', '0.72'), region: 'us-central1', checkedOn: '2025-06-01' },
  { ...TOGETHER, ...same(LLAMA, 'Llama 3.3 70B Instruct Turbo', '0.88', '0.88'), checkedOn: '2025-06-01' },
  { ...FIREWORKS, ...same(LLAMA, 'Llama 3.3 70B Instruct', '0.90', '0.90'), checkedOn: '2025-06-01' },
  { ...BEDROCK, ...same(LARGE, 'gpt-oss-120b', '0.15', '0.60'), region: 'us-west-2', checkedOn: '2025-08-15' },
  { ...TOGETHER, ...same(LARGE, 'gpt-oss-120B', '0.15', '0.60'), checkedOn: '2025-08-15' },
  { ...FIREWORKS, ...same(LARGE, 'gpt-oss-120b', '0.15', '0.60'), checkedOn: '2025-08-15' },
  { ...BEDROCK, ...same(SMALL, 'gpt-oss-20b', '0.07', '0.30'), region: 'us-west-2', checkedOn: '2025-08-15' },
  { ...TOGETHER, ...same(SMALL, 'gpt-oss-20B', '0.05', '0.20'), checkedOn: '2025-08-15' },
  {
    ...OPENAI,
    ...{ modelId: LLAMA, vendorModel: 'GPT-4o mini', match: 'comparable' },
    usd: { input: '0.15', cached: '0.075', output: '0.60' },
    checkedOn: '2025-06-01',
  },
];
