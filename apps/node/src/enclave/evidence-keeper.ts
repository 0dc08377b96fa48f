import { type EnclaveFault, type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import type { FreshBlock } from './latest-block.ts';
import { type BundleParts, makeBundle } from './make-bundle.ts';

export interface KeeperParts extends BundleParts {
  nowMs: () => number;
  /** The manifest in force, as canonical JSON; null where it names no enclave. */
  manifest: () => Promise<string | null>;
  latestBlock: () => Promise<EnclaveResult<FreshBlock>>;
  /** The evidence was made anew. */
  onRenewed: () => void;
  /** It could not be, and what would help; null once it could. */
  onFault: (fault: EnclaveFault | null) => void;
}

interface Kept {
  manifest: string;
  text: string;
  renewAtMs: number;
}

/** Far below what devices allow a block's age to be. */
const RENEW_AFTER_MS = 3600_000;
/** Statements that end soon are renewed before. */
const SPARE_MS = 3600_000;

/** The evidence for the manifest in force: made when it is first asked for, and again before it is too old. */
export class EvidenceKeeper {
  #kept: Kept | null = null;
  #making: Promise<EnclaveResult<string>> | null = null;
  /** One question to the processor at a time. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: KeeperParts) {}

  /** Canonical text of the evidence for the manifest in force. Refusals: whatever keeps it from being made. */
  async current(): Promise<EnclaveResult<string>> {
    const manifest = await this.parts.manifest();
    if (manifest === null) return enclaveFail('quote_strange', { what: 'an enclave in the manifest' });
    const kept = this.#kept;
    if (kept?.manifest === manifest) return { ok: true, value: kept.text };
    return this.#makeOnce();
  }

  /** The same with a quote that answers this nonce, made at once. */
  async answer(nonce: string): Promise<EnclaveResult<string>> {
    const manifest = await this.parts.manifest();
    if (manifest === null) return enclaveFail('quote_strange', { what: 'an enclave in the manifest' });
    const made = await this.#inTurn(() => makeBundle(this.parts, manifest, { half: nonce }));
    return made.ok ? { ok: true, value: made.value.text } : made;
  }

  /** Looked at now and then: makes the evidence anew before it is too old. What there is serves until then. */
  async look(): Promise<void> {
    const kept = this.#kept;
    if (!kept || this.parts.nowMs() < kept.renewAtMs) return;
    const made = await this.#makeOnce();
    if (made.ok && made.value !== kept.text) this.parts.onRenewed();
  }

  #makeOnce(): Promise<EnclaveResult<string>> {
    this.#making ??= this.#make().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #make(): Promise<EnclaveResult<string>> {
    const { nowMs, onFault } = this.parts;
    const block = await this.parts.latestBlock();
    const manifest = await this.parts.manifest();
    if (manifest === null) return enclaveFail('quote_strange', { what: 'an enclave in the manifest' });
    const made = block.ok
      ? await this.#inTurn(() =>
          makeBundle(this.parts, manifest, { half: block.value.rootHash, seqno: block.value.seqno }),
        )
      : block;
    onFault(made.ok ? null : made.fault);
    if (!made.ok) return made;
    const endMs = (made.value.untilMs ?? Number.POSITIVE_INFINITY) - SPARE_MS;
    const { text } = made.value;
    this.#kept = { manifest, text, renewAtMs: Math.min(nowMs() + RENEW_AFTER_MS, Math.max(endMs, nowMs() + RETRY_MS)) };
    return { ok: true, value: text };
  }

  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#queue.then(task);
    this.#queue = turn.catch(() => {});
    return turn;
  }
}

/** Statements that end at once are asked for again no sooner. */
const RETRY_MS = 60_000;
