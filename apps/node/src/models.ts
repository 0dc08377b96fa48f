import { type Fault, fail, type NodeState, type OfferedModel, ok, type Result } from '@spindle/shared';
import { type Engine, EngineHealth, tryEngine, watchAnswers } from './engines/index.ts';
import type { NamedModel } from './manifest.ts';

/** A model that this node is set up to run. */
export interface ServedModel {
  model: string;
  engine: Engine;
}

/** One of them, as it is now. */
export interface ModelView extends ServedModel {
  isLoaded: boolean;
  /** Why it isn't, and since when. */
  fault: Fault | null;
  faultSinceMs: number | null;
}

interface Served extends ModelView {
  health: EngineHealth;
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
    private readonly nowMs: () => number = () => Date.now(),
  ) {
    this.#served = served.map(({ model, engine }) => {
      const health = new EngineHealth(() => this.#isDown(model));
      return { model, engine: watchAnswers(engine, health), health, isLoaded: false, fault: null, faultSinceMs: null };
    });
    this.#offers = offers;
  }

  /** All that this node is set up to run. */
  get served(): readonly ModelView[] {
    return this.#served;
  }

  /** What this node runs and the listing offers: this is what the manifest names. */
  get offered(): NamedModel[] {
    return this.#offers.flatMap((offer) => {
      const served = this.#find(offer.model);
      return served ? [{ ...offer, abilities: served.engine.abilities }] : [];
    });
  }

  get state(): NodeState['models'] {
    return this.offered.map(({ model, revision }) => {
      const { isLoaded = false, fault = null } = this.#find(model) ?? {};
      return { model, revision, loaded: isLoaded, ...(!isLoaded && fault && { why: fault.code }) };
    });
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
    const { engine, health } = served;
    const before = engine.abilities;
    const there = await engine.check();
    // It is there, but did not answer: one token tells whether it does by now.
    if (there.ok && health.takeTrial()) await tryEngine(engine);
    if (this.#isClosed) return;
    const fault = there.ok ? health.fault : there.fault;
    if (this.#set(served, fault) || engine.abilities !== before) this.onChange();
  }

  /** Its answers fail while it stands there: nobody else is sent to it. */
  #isDown(model: string): void {
    const served = this.#find(model);
    if (this.#isClosed || !served) return;
    if (this.#set(served, served.health.fault)) this.onChange();
    void this.watch();
  }

  /** @returns whether that is news. */
  #set(served: Served, fault: Fault | null): boolean {
    const isNews = served.isLoaded !== (fault === null) || served.fault?.code !== fault?.code;
    if (served.fault?.code !== fault?.code) served.faultSinceMs = fault && this.nowMs();
    served.isLoaded = fault === null;
    served.fault = fault;
    return isNews;
  }
}
