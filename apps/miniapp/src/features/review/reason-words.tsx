import { reasonWords } from '@spindle/shared/reasons';
import { useLanguage, useTexts } from '../../i18n/index.ts';
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
  const known = code === null ? null : reasonWords(code, language, evidence);
  const plain = code === 'listed' || code === 'answered' ? codes[code] : null;
  // "Something else" says nothing that the words beside it do not.
  const text = code === 'other' && words !== null ? null : (known?.text ?? plain);
  return (
    <>
      {text && <p className="small">{text}</p>}
      {words && <blockquote className="small quoted">{words}</blockquote>}
      <EvidenceLines evidence={evidence} />
      {hasNext && known && (
        <p className="small">
          <span className="strong">{next}: </span>
          {known.next}
        </p>
      )}
    </>
  );
}
