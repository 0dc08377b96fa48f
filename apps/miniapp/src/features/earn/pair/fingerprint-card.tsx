import { useTexts } from '../../../i18n/index.ts';
import type { PairingView } from '../../../lib/api/index.ts';
import { Button, Card, Notice, Section } from '../../../ui/index.ts';

interface FingerprintCardProps {
  pairing: PairingView;
  left: string;
  isBusy: boolean;
  onRefuse: () => void;
}

/** The digits that both screens show: nobody confirms a stranger's machine by mistake, nor loses theirs. */
export function FingerprintCard({ pairing, left, isBusy, onRefuse }: FingerprintCardProps) {
  const texts = useTexts('pair');
  return (
    <Section title={texts.compare} note={left}>
      <Card>
        <div className="stack">
          <div className="pair-digits" role="img" aria-label={`${texts.fingerprint}: ${pairing.fingerprint}`}>
            {pairing.fingerprint}
          </div>
          <p className="muted small">{texts.compareAbout}</p>
          {pairing.isKnown && <Notice tone="good">{texts.known}</Notice>}
          <Button look="danger" size="small" isBusy={isBusy} onClick={onRefuse}>
            {texts.notMine}
          </Button>
        </div>
      </Card>
    </Section>
  );
}
