import { useLocation } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { useCanBuy } from '../../lib/api/index.ts';
import { Button, ErrorNotice } from '../../ui/index.ts';
import { choose, useConversation } from './conversation.ts';
import type { Answer } from './turn.ts';

/** Failures that only money or a wallet mends. */
const FOR_WALLET: readonly string[] = [
  'insufficient_funds',
  'wallet_required',
  'channel_closing',
  'channel_unknown',
  'gift_not_offered',
  'gift_used',
  'gift_exhausted',
  'gift_too_large',
];
/** Failures that the person's own rules make. */
const FOR_RULES: readonly string[] = ['answer_cap_reached', 'day_cap_reached', 'signature_needed', 'strict_mode'];
/** Failures of one machine or of conditions too strict: asking more widely may help. */
const FOR_OTHERS: readonly string[] = [
  'no_candidates',
  'node_lost',
  'node_busy',
  'node_timeout',
  'engine_unreachable',
  'manifest_untrusted',
  'evidence_refused',
  'evidence_lapsed',
];

/** What went wrong, and the way on. */
export function AnswerFault({ answer, onAskAgain }: { answer: Answer; onAskAgain: () => void }) {
  const texts = useTexts('chat');
  const { choice } = useConversation();
  const [, navigate] = useLocation();
  const canBuy = useCanBuy();
  const code = answer.fault?.code ?? '';
  const isPinned = choice.listingId !== null && FOR_OTHERS.includes(code);
  return (
    <ErrorNotice
      error={{ fault: answer.fault }}
      onRetry={onAskAgain}
      actions={
        <>
          {canBuy && FOR_WALLET.includes(code) && (
            <Button size="small" look="primary" icon="wallet" onClick={() => navigate('/wallet?deposit=1')}>
              {texts.toWallet}
            </Button>
          )}
          {FOR_RULES.includes(code) && (
            <Button size="small" look="primary" icon="wallet" onClick={() => navigate('/wallet?spending=1')}>
              {texts.toRules}
            </Button>
          )}
          {isPinned && (
            <Button size="small" look="primary" onClick={() => choose({ listingId: null })}>
              {texts.allListings}
            </Button>
          )}
        </>
      }
    />
  );
}
