import type { Language } from '@spindle/shared';
import { reasonWords } from '@spindle/shared/reasons';
import { hardwareName, useLanguage, useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';
import { EvidenceLines } from './evidence-lines.tsx';
import './review.css';

interface ReasonWordsProps {
  code: string | null;
  words: string | null;
  evidence?: ListingView['stateEvidence'];
  /** For whoever has to act on it. */
  hasNext?: boolean;
}

/** A reason as its reader understands it: by code in their language, in free words as they were written, with evidence. */
export function ReasonWords({ code, words, evidence = {}, hasNext = false }: ReasonWordsProps) {
  const { codes, next } = useTexts('review');
  const language = useLanguage();
  const known = code === null ? null : reasonWords(code, language, named(evidence, language));
  const plain = code === 'listed' || code === 'answered' ? codes[code] : null;
  // "Something else" says nothing that the words beside it do not.
  const text = code === 'other' && words !== null ? null : (known?.text ?? plain);
  return (
    <>
      {text && <p className="small">{text}</p>}
      {words && <blockquote className="small quoted">{words}</blockquote>}
      <EvidenceLines evidence={named(evidence, language)} />
      {hasNext && known && (
        <p className="small">
          <span className="strong">{next}: </span>
          {known.next}
        </p>
      )}
    </>
  );
}

/** The hardware that was claimed as the reader's language calls it. */
function named(evidence: ListingView['stateEvidence'], language: Language): ListingView['stateEvidence'] {
  const { claimed } = evidence;
  return typeof claimed === 'string' ? { ...evidence, claimed: hardwareName(claimed, language) } : evidence;
}
