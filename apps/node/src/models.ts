import { type Fault, fail, type OfferedModel, ok, type Result } from '@spindle/shared';
import type { Engine } from './engines/index.ts';
import type { NamedModel } from './manifest.ts';

/** A model that this node is set up to run. */
export interface ServedModel {
  model: string;
  engine: Engine;
}

interface Served extends ServedModel {
  isLoaded: boolean;
  /** Why it isn't. */
  fault: Fault | null;
}

const CHECK_EVERY_MS = 15_000;
const CHECK_DOWN_EVERY_MS = 3_000;

/** The models of this node, which of them the listing offers, and which answer now. */
export class Models {
  readonly #served: Served[];
  #offers: readonly OfferedModel[];
  #timer: NodeJS.Timeout | null = null;
  #checking: Promise<void> | null = null;
  #isClosed = false;

  constructor(
    served: readonly ServedModel[],
    offers: readonly OfferedModel[],
    private readonly onChange: () => void,
  ) {
    this.#served = served.map((it) => ({ ...it, isLoaded: false, fault: null }));
    this.#offers = offers;
  }

  /** What this node runs and the listing offers: this is what the manifest names. */
  get offered(): NamedModel[] {
    return this.#offers.flatMap((offer) => {
      const served = this.#find(offer.model);
      return served ? [{ ...offer, abilities: served.engine.abilities }] : [];
    });
  }

  get state(): { model: string; revision: string; loaded: boolean }[] {
    return this.offered.map(({ model, revision }) => ({
      model,
      revision,
      loaded: this.#find(model)?.isLoaded ?? false,
    }));
  }

  get engineNames(): string {
    return [...new Set(this.#served.map(({ engine }) => engine.name))].join(', ');
  }

  /** What keeps models from answering, for the owner to read. */
  get faults(): Fault[] {
    const faults = this.#served.flatMap(({ fault }) => fault ?? []);
    if (this.offered.length > 0) return faults;
    const names = (list: readonly { model: string }[]) => list.map(({ model }) => model).join(', ') || '–';
    return [...faults, fail('node_offers', { running: names(this.#served), offered: names(this.#offers) }).fault];
  }

  setOffers(offers: readonly OfferedModel[]): void {
    this.#offers = offers;
    this.onChange();
  }

  /** The engine for a model, by its exact revision. Refusal: `engine_unreachable`. */
  engineFor(model: string, revision: string): Result<Engine> {
    const isOffered = this.#offers.some((offer) => offer.model === model && offer.revision === revision);
    const served = this.#find(model);
    return isOffered && served?.isLoaded ? ok(served.engine) : fail('engine_unreachable');
  }

  /** Some model that answers now, for a probe. */
  get anyLoaded(): Engine | null {
    const loaded = this.#served.flatMap(({ isLoaded, engine }) => (isLoaded ? engine : []));
    return loaded.find(({ abilities }) => abilities.includes('chat')) ?? loaded[0] ?? null;
  }

  /** Checks the engines now, then again and again: often while one is down. A call while it checks changes nothing. */
  watch(): Promise<void> {
    this.#checking ??= this.#checkAll().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await Promise.all(this.#served.map(({ engine }) => engine.close()));
  }

  #find(model: string): Served | undefined {
    return this.#served.find((it) => it.model === model);
  }

  async #checkAll(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    await Promise.all(this.#served.map((served) => this.#check(served)));
    if (this.#isClosed) return;
    const isDown = this.#served.some(({ isLoaded }) => !isLoaded);
    this.#timer = setTimeout(() => void this.watch(), isDown ? CHECK_DOWN_EVERY_MS : CHECK_EVERY_MS);
  }

  async #check(served: Served): Promise<void> {
    const before = served.engine.abilities;
    const result = await served.engine.check();
    if (this.#isClosed) return;
    const isChanged =
      served.engine.abilities !== before ||
      served.isLoaded !== result.ok ||
      served.fault?.code !== (result.ok ? undefined : result.fault.code);
    served.isLoaded = result.ok;
    served.fault = result.ok ? null : result.fault;
    if (isChanged) this.onChange();
  }
}
