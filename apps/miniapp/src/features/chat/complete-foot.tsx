import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coins, coinsInUsd } from '../../lib/format/index.ts';
import { CopyButton, Icon } from '../../ui/index.ts';
import { ReceiptSheet } from './receipt/receipt-sheet.tsx';
import { type Answer, termsOf } from './turn.ts';

/** What it cost in the end, and the seal that opens its receipt. */
export function CompleteFoot({ answer }: { answer: Answer }) {
  const texts = useTexts('chat');
  const language = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const terms = termsOf(answer);
  if (!answer.bill || !terms) return null;
  const { chargedNano } = answer.bill;
  const inDollars = coinsInUsd(chargedNano, BigInt(terms.rateMicroUsdPerCoin), language);
  return (
    <div className="answer-foot answer-foot--done">
      <button type="button" className="seal-button" onClick={() => setIsOpen(true)}>
        <span className="unseen">{texts.openReceipt}</span>
        <Icon name="seal" size={16} />
        <span>
          <span className="strong">{answer.isGift ? texts.gift.done : coins(chargedNano, language)}</span>
          <span className="muted">
            {' · '}
            {answer.isGift ? texts.gift.marketPaid(coins(chargedNano, language)) : inDollars}
          </span>
        </span>
      </button>
      <CopyButton text={answer.text} isIcon />
      {isOpen && (
        <ReceiptSheet
          bill={answer.bill}
          candidate={answer.candidate}
          evidence={answer.evidence ?? null}
          wishes={answer}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}
