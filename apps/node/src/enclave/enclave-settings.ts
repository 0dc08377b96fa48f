/** What the owner, or the image, decides of the enclave. */
export interface EnclaveSettings {
  /** `off` never claims to be a confidential machine; `auto` does where the processor can be asked. */
  mode: 'auto' | 'off';
  /** Where Intel's statements come from: the address before `/sgx/certification`. */
  pccs: string;
  /** Where dstack's agent listens; null looks at its usual places. */
  dstackSocket: string | null;
  /** Name and version of the image, as the image itself says; null where nothing says. */
  image: string | null;
}
