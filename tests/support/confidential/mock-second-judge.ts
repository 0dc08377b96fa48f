import dcapQvl from '@phala/dcap-qvl';
import { createSecondJudge as createWith } from '../../../apps/api/src/modules/attestation/evidence/second-judge.ts';

const root = Buffer.from(process.env.MOCK_INTEL_CERTIFICATE ?? '', 'base64');
const verifier = dcapQvl.QuoteVerifier.newWithRootCa(root);

/** The other verifier that the broker asks, which here believes the mock vendor as well. */
export const createSecondJudge = () =>
  createWith((quote, collateral, nowSeconds) => verifier.verify(quote, collateral, nowSeconds));
