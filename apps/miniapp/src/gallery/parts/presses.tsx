import { Button, CopyButton, IconButton, Section } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

const nothing = () => undefined;

/** Buttons: by weight, by size, at work, out of reach, and with more words than fit. */
export function Presses({ texts: { presses } }: { texts: SampleTexts }) {
  return (
    <Section title={presses.title}>
      <div className="line line--wrap">
        <Button look="primary">{presses.pay}</Button>
        <Button>{presses.other}</Button>
        <Button look="soft">{presses.more}</Button>
        <Button look="plain">{presses.plain}</Button>
        <Button look="danger">{presses.remove}</Button>
      </div>
      <div className="line line--wrap">
        <Button size="small" look="primary" icon="plus">
          {presses.pay}
        </Button>
        <Button size="small" icon="retry">
          {presses.other}
        </Button>
        <CopyButton text={presses.pay} />
        <CopyButton text={presses.pay} isIcon />
        <IconButton icon="close" label={presses.close} onPress={nothing} />
      </div>
      <div className="line line--wrap">
        <Button look="primary" isBusy>
          {presses.pay}
        </Button>
        <Button look="primary" disabled>
          {presses.pay}
        </Button>
      </div>
      <Button look="primary" isWide icon="wallet">
        {presses.long}
      </Button>
    </Section>
  );
}
