export const SNP_PRODUCTS = ['Milan', 'Genoa', 'Turin'] as const;
export type SnpProduct = (typeof SNP_PRODUCTS)[number];

/** What the verifier believes without proof: SHA-256 of the vendors' root certificates, byte for byte. */
export interface Trust {
  intel: string;
  amd: Record<SnpProduct, string>;
  nvidia: string;
  /** Critical extensions that are known beside those of RFC 5280. None in production; test machines carry one. */
  criticalExtensions: readonly string[];
}

/**
 * The vendors' own roots. There is no way to name others: the faces of this package are made with these, once.
 * Intel SGX Root CA; AMD's ARK of each product (kdsintf.amd.com/vcek/v1/<product>/cert_chain); NVIDIA Device Identity CA.
 */
export const VENDORS: Trust = {
  intel: '44a0196b2b99f889b8e149e95b807a350e7424964399e885a7cbb8ccfab674d3',
  amd: {
    Milan: '69d063b45344d26a2e94e1f4210de49ef555308287d4c174445c95639a540bcd',
    Genoa: '4c6598d19c18719c5dfd4a7d335f674e5bfe1d8f800cea2cf270c10d103db2f1',
    Turin: '1f084161a44bb6d93778a904877d4819cafa5d05ef4193b2ded9dd9c73dd3f6a',
  },
  nvidia: '102bf659d5419614c9d8e6aecebc80454eb26b1df6a769ac720b9a690b167b48',
  criticalExtensions: [],
};
