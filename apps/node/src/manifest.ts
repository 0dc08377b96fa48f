import {
  generatePostQuantumKeys,
  generateSealKeys,
  generateSigner,
  type SealKeys,
  SIGNING_DOMAINS,
  type Signer,
  signDocument,
} from '@spindle/sealed/node';
import {
  type Ability,
  type Environment,
  MANIFEST_LIFE_MS,
  type Manifest,
  type OfferedModel,
  type Signed,
} from '@spindle/shared';
import { PROGRAM } from './version.ts';

/** A model as a manifest names it. */
export interface NamedModel extends OfferedModel {
  abilities: readonly Ability[];
}

/** Keys of one manifest. They live in this process only, and end with it. */
export interface KeySet {
  manifest: Manifest;
  signed: Signed;
  sealKeys: SealKeys;
  receiptSigner: Signer;
}

/** A new manifest takes over while half of the old one's life is left. */
const RENEW_AFTER_MS = MANIFEST_LIFE_MS / 2;
/** The market's clock may be a little behind this machine's. */
const BACKDATED_MS = 60_000;
/** Eight GPUs take a while to answer. */
const VOUCH_AGAIN_MS = 60_000;
/** Before its end a manifest is of no use to the market. */
const SPARE_MS = 3600_000;
/** A quote made just before a renewal names the old keys: so long they still open requests. */
const OVERLAP_MS = 5 * 60_000;

export interface KeyRingParts {
  env: Environment;
  nodeId: string;
  identity: Signer;
  /** Name of the engine behind; known better once it has been asked. */
  engine: () => string;
  nowMs: () => number;
  /** Whether requests may be sealed by `mlkem768-x25519` too: 2.4 kB more in each quote that names the machine. */
  isPostQuantum?: boolean | undefined;
  /** What an enclave vouches for beside the keys; null while it can't. Left out where there is none. */
  vouch?: (sealKey: string) => Promise<Manifest['enclave'] | null>;
}

/** The manifest in force, and those before it for as long as a quote may name them. */
export class KeyRing {
  #newest: KeySet | null = null;
  #old: { set: KeySet; untilMs: number }[] = [];
  #models: readonly NamedModel[] = [];
  #naming: Promise<KeySet | null> = Promise.resolve(null);
  #making: Promise<KeySet> | null = null;
  /** What was vouched for, by seal key: GPUs are asked once for each. */
  #vouched: { sealKey: string; enclave: NonNullable<Manifest['enclave']> } | null = null;

  #vouchTriedMs = 0;

  constructor(private readonly parts: KeyRingParts) {}

  /** The manifest in force, signed by the node's identity; made anew when half its life is over. */
  async current(): Promise<KeySet> {
    const newest = this.#newest;
    if (newest && this.parts.nowMs() < this.renewAtMs) return newest;
    const made = this.renew();
    // An enclave asks its GPUs for each new key, which takes a while: until then the old one serves.
    const mayServe = newest && this.parts.vouch && this.parts.nowMs() < newest.manifest.notAfter - SPARE_MS;
    return mayServe ? newest : made;
  }

  /** New keys, and a manifest that names them. */
  renew(): Promise<KeySet> {
    this.#making ??= this.#make(this.#newKeys(), generateSigner()).finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  /** Tries again to vouch for keys of an enclave that could not be vouched for. @returns whether the manifest has changed. */
  async vouchAgain(): Promise<boolean> {
    const newest = this.#newest;
    if (!this.parts.vouch || !newest || newest.manifest.enclave || this.#making) return false;
    if (this.parts.nowMs() - this.#vouchTriedMs < VOUCH_AGAIN_MS) return false;
    const made = await this.#make(newest.sealKeys, newest.receiptSigner);
    return made.manifest.enclave !== undefined;
  }

  /** When the manifest in force must be renewed, Unix milliseconds. */
  get renewAtMs(): number {
    return (this.#newest?.manifest.notBefore ?? 0) + RENEW_AFTER_MS;
  }

  /**
   * Names other models from now on, under the same keys. Whoever awaits it finds them in the manifest in force, also when
   * another call had named them just before. @returns true when that changes the manifest.
   */
  async setModels(models: readonly NamedModel[]): Promise<boolean> {
    const isSame = JSON.stringify(models) === JSON.stringify(this.#models);
    this.#models = models;
    const newest = this.#newest;
    if (!isSame && newest) this.#naming = this.#make(newest.sealKeys, newest.receiptSigner);
    await this.#naming;
    return !isSame;
  }

  /** The keys behind a manifest that a quote holds; null when it is not one of this run, or too old. */
  find(manifestText: string): KeySet | null {
    if (this.#newest?.signed.text === manifestText) return this.#newest;
    this.#forget();
    return this.#old.find(({ set }) => set.signed.text === manifestText)?.set ?? null;
  }

  async #make(sealKeys: SealKeys, receiptSigner: Signer): Promise<KeySet> {
    const { env, nodeId, identity, engine, nowMs } = this.parts;
    const enclave = await this.#vouch(sealKeys.publicKey);
    const notBefore = nowMs() - BACKDATED_MS;
    const { postQuantum } = sealKeys;
    const sealAbilities: Ability[] = postQuantum ? ['private', 'post_quantum'] : ['private'];
    const manifest: Manifest = {
      v: 1,
      env,
      nodeId,
      sealKey: sealKeys.publicKey,
      ...(postQuantum && { sealKeyPostQuantum: postQuantum.publicKey }),
      receiptKey: receiptSigner.publicKey,
      program: PROGRAM,
      engine: engine(),
      models: this.#models.map(({ model, revision, contextLength, abilities }) => ({
        model,
        revision,
        contextLength,
        abilities: [...abilities, ...sealAbilities],
      })),
      notBefore,
      notAfter: notBefore + MANIFEST_LIFE_MS,
      ...(enclave && { enclave }),
    };
    const signed = await signDocument(SIGNING_DOMAINS.manifest, manifest, identity);
    this.#forget();
    if (this.#newest) this.#old.push({ set: this.#newest, untilMs: nowMs() + OVERLAP_MS });
    this.#newest = { manifest, signed, sealKeys, receiptSigner };
    return this.#newest;
  }

  #newKeys(): SealKeys {
    const keys = generateSealKeys();
    return this.parts.isPostQuantum ? { ...keys, postQuantum: generatePostQuantumKeys() } : keys;
  }

  async #vouch(sealKey: string): Promise<Manifest['enclave'] | null> {
    if (!this.parts.vouch) return null;
    if (this.#vouched?.sealKey === sealKey) return this.#vouched.enclave;
    this.#vouchTriedMs = this.parts.nowMs();
    const enclave = await this.parts.vouch(sealKey);
    if (enclave) this.#vouched = { sealKey, enclave };
    return enclave ?? null;
  }

  /** Lets go of keys that no quote can name any more: what was sealed to them can then never be opened again. */
  #forget(): void {
    this.#old = this.#old.filter(({ untilMs }) => this.parts.nowMs() < untilMs);
  }
}
