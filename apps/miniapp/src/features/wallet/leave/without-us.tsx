import { useTexts } from '../../../i18n/index.ts';
import type { WayOut } from '../../../lib/wallet/index.ts';
import { CopyButton, Icon } from '../../../ui/index.ts';

/** The same without the market: to be kept for the day on which nobody answers here. */
export function WithoutUs({ wayOut }: { wayOut: WayOut | null }) {
  const { leave: texts } = useTexts('wallet');
  return (
    <div className="promise">
      <Icon name="seal" size={22} />
      <div className="stack" style={{ '--gap': '8px' }}>
        <h3>{texts.withoutUs}</h3>
        <p className="small">{texts.withoutUsAbout}</p>
        {wayOut && (
          <div>
            <CopyButton label={texts.copyWayOut} text={texts.wayOut({ ...wayOut.links, address: wayOut.address })} />
          </div>
        )}
      </div>
    </div>
  );
}
