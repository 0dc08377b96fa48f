import { expect, it } from 'vitest';
import type { ModelView } from '../catalog/index.ts';
import { searchModels } from './search-models.ts';

const model = (modelId: string, name: string, abilities: string[] = ['chat']): ModelView => ({
  modelId,
  name,
  maker: modelId.split('/')[0] ?? '',
  revision: 'main',
  parametersB: 1,
  activeB: null,
  contextLength: 1,
  license: 'MIT',
  sourceUrl: '',
  abilities,
  isTestEngine: false,
});

const MODELS = [
  model('openai/gpt-oss-20b', 'gpt-oss 20B'),
  model('openai/gpt-oss-120b', 'gpt-oss 120B'),
  model('Qwen/Qwen3.6-35B-A3B', 'Qwen3.6 35B A3B', ['chat', 'vision']),
];

it.each([
  ['', ['gpt-oss 20B', 'gpt-oss 120B', 'Qwen3.6 35B A3B']],
  ['  GPT ', ['gpt-oss 20B', 'gpt-oss 120B']],
  ['gpt 20b', ['gpt-oss 20B']],
  ['120', ['gpt-oss 120B']],
  ['3.6', ['Qwen3.6 35B A3B']],
  ['vision', ['Qwen3.6 35B A3B']],
  ['qwen openai', []],
])('«%s» finds %j', (search, names) => {
  expect(searchModels(MODELS, search).map(({ name }) => name)).toEqual(names);
});
