// Types only: see the note in accounts/shapes.ts.

export type HardwareKind = 'gpu' | 'apple' | 'cpu';

export interface HardwareView {
  id: string;
  name: string;
  maker: string;
  /** Memory that a model can use on one piece; 0 where it differs from machine to machine. */
  memoryGb: number;
  kind: HardwareKind;
}

export type Ability = 'chat' | 'tools' | 'reasoning' | 'vision' | 'audio' | 'code' | 'translation';

export interface ModelView {
  modelId: string;
  name: string;
  maker: string;
  /** Commit of the weights' repository, or `main` where no commit has been checked. */
  revision: string;
  parametersB: number;
  activeB: number | null;
  contextLength: number;
  license: string;
  sourceUrl: string;
  abilities: string[];
  isTestEngine: boolean;
}

/** A model as admins see it. */
export interface CatalogModelRow extends ModelView {
  isHidden: boolean;
  /** An admin changed it: versions of the program leave it as it is. */
  isEdited: boolean;
  /** It came with the program: it can be hidden, never deleted. */
  isBuiltIn: boolean;
  offers: number;
  liveOffers: number;
}

export interface CatalogHardwareRow extends HardwareView {
  isHidden: boolean;
  isEdited: boolean;
  isBuiltIn: boolean;
  listings: number;
}

export type { CloudMatch, CloudPrice, CloudPriceInput, CloudPriceRow, ShownCloudPrice } from './cloud-prices/shapes.ts';
