/** Common names in Intel's certificates (Intel SGX PCK certificate profile, §1.3.1). */
export const INTEL_ROOT_NAME = /^Intel SGX Root CA$/;
export const PCK_CHAIN_NAMES = [
  /^Intel SGX PCK Certificate$/,
  /^Intel SGX PCK (Platform|Processor) CA$/,
  INTEL_ROOT_NAME,
] as const;
