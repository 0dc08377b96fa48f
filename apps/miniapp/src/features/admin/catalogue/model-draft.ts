import type { Language } from '@spindle/shared';
import type { CatalogueInputs, CatalogueView } from '../../../lib/api/index.ts';
import { typedNumber } from '../../../lib/typed-amounts.ts';

type Model = CatalogueView['models'][number];
export type ModelInput = CatalogueInputs['saveModel'];
export const ABILITIES = ['chat', 'tools', 'reasoning', 'vision', 'audio', 'code', 'translation'] as const;
export type Ability = (typeof ABILITIES)[number];

/** What stands in the form: texts, as they are typed. */
export interface ModelDraft {
  modelId: string;
  name: string;
  maker: string;
  revision: string;
  parametersB: string;
  activeB: string;
  contextLength: string;
  license: string;
  sourceUrl: string;
  abilities: Ability[];
}

/** @param language whose mark stands before decimals; both are read. */
export function modelDraft(model: Model | null, language: Language): ModelDraft {
  if (!model) {
    return {
      ...{ modelId: '', name: '', maker: '', revision: 'main', parametersB: '', activeB: '' },
      ...{ contextLength: '', license: '', sourceUrl: 'https://huggingface.co/', abilities: ['chat'] },
    };
  }
  const { modelId, name, maker, revision, parametersB, activeB, contextLength, license, sourceUrl } = model;
  return {
    ...{ modelId, name, maker, revision, license, sourceUrl },
    parametersB: typedNumber(parametersB, language),
    activeB: activeB === null ? '' : typedNumber(activeB, language),
    contextLength: String(contextLength),
    abilities: ABILITIES.filter((ability) => model.abilities.includes(ability)),
  };
}

const number = (text: string): number => Number(text.trim().replace(',', '.'));

/** The draft as the broker takes it, which judges the rest; null while a number is none. */
export function toModelInput(draft: ModelDraft): ModelInput | null {
  const parametersB = number(draft.parametersB);
  const activeB = draft.activeB.trim() === '' ? null : number(draft.activeB);
  const contextLength = number(draft.contextLength);
  const isGood = parametersB > 0 && (activeB === null || activeB > 0) && Number.isInteger(contextLength);
  return isGood && contextLength > 0 ? { ...draft, parametersB, activeB, contextLength } : null;
}
