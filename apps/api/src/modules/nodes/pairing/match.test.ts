import { describe, expect, it } from 'vitest';
import { CATALOG_HARDWARE } from '../../catalog/hardware.ts';
import { CATALOG_MODELS } from '../../catalog/models.ts';
import { matchHardware } from './match-hardware.ts';
import { matchModel } from './match-model.ts';
import { foundModel, testReport } from './testing/test-report.ts';

describe('a model of the machine is one of the catalogue', () => {
  it.each([
    ['openai/gpt-oss-20b', 'openai/gpt-oss-20b'],
    ['gpt-oss:20b', 'openai/gpt-oss-20b'],
    ['OPENAI/GPT-OSS-120B', 'openai/gpt-oss-120b'],
    ['gpt-oss-20b-mxfp4.gguf', 'openai/gpt-oss-20b'],
    ['/models/gpt-oss-20b-Q4_K_M.gguf', 'openai/gpt-oss-20b'],
    ['gpt-oss:latest', null],
    ['gpt-oss-21b', null],
    ['unheard-of', null],
    ['', null],
  ])('%s is %s', (name, modelId) => {
    expect(matchModel(foundModel(name), CATALOG_MODELS)?.modelId ?? null).toBe(modelId);
  });

  it('by its source where it was given a name of its own', () => {
    const found = foundModel('my-model', { source: 'openai/gpt-oss-20b' });
    expect(matchModel(found, CATALOG_MODELS)).toMatchObject({ modelId: 'openai/gpt-oss-20b', by: 'name' });
  });

  it('by its exact revision, whatever it is called', () => {
    const [model] = CATALOG_MODELS;
    const found = foundModel('renamed', { revision: model?.revision ?? '' });
    expect(matchModel(found, CATALOG_MODELS)).toMatchObject({ modelId: model?.modelId, by: 'revision' });
  });

  it('knows each model of the catalogue by its own name', () => {
    for (const { modelId } of CATALOG_MODELS) {
      expect(matchModel(foundModel(modelId), CATALOG_MODELS)?.modelId).toBe(modelId);
    }
  });
});

describe('hardware of the catalogue', () => {
  it.each([
    ['NVIDIA GeForce RTX 4090', 24_564, 'rtx-4090'],
    ['NVIDIA GeForce RTX 4090 Laptop GPU', 16_376, 'other-gpu'],
    ['NVIDIA A100-SXM4-80GB', 81_920, 'a100-80'],
    ['NVIDIA A100-SXM4-40GB', 40_960, 'a100-40'],
    ['NVIDIA H100 80GB HBM3', 81_559, 'h100'],
    ['NVIDIA H100 NVL', 95_830, 'h100-nvl'],
    ['NVIDIA H200', 143_771, 'h200'],
    ['NVIDIA B200', 183_359, 'b200'],
    ['NVIDIA RTX 6000 Ada Generation', 49_140, 'rtx-6000-ada'],
    ['NVIDIA RTX PRO 6000 Blackwell Workstation Edition', 97_887, 'rtx-pro-6000'],
    ['NVIDIA L40S', 46_068, 'l40s'],
    ['NVIDIA L4', 23_034, 'l4'],
    ['NVIDIA A10G', 23_028, 'other-gpu'],
    ['AMD Instinct MI300X', 196_592, 'mi300x'],
    ['NVIDIA GeForce GTX 1080', 8_192, 'other-gpu'],
  ])('%s with %d MB is %s', (name, memoryMb, id) => {
    const [gpu] = testReport().gpus;
    const report = testReport({ gpus: gpu ? [{ ...gpu, name, memoryMb }] : [] });
    expect(matchHardware(report, CATALOG_HARDWARE)).toBe(id);
  });

  it('is told by its kind without a card', () => {
    expect(matchHardware(testReport({ kind: 'cpu', gpus: [] }), CATALOG_HARDWARE)).toBe('cpu');
    expect(matchHardware(testReport({ kind: 'apple', gpus: [] }), CATALOG_HARDWARE)).toBe('apple-ultra');
  });
});
