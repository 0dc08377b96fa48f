import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ReviewItem } from '../../../lib/api/index.ts';
import { waited } from '../../../lib/format/index.ts';
import { Badge, MakerMark } from '../../../ui/index.ts';

const NEW_FOR_MS = 24 * 3_600_000;

/** Who wants to sell, and how long we have known them. */
export function ProviderLine({ provider }: { provider: NonNullable<ReviewItem['provider']> }) {
  const { queue: texts } = useTexts('admin');
  const language = useLanguage();
  const ageMs = Date.now() - provider.createdAt;
  return (
    <div className="line" style={{ '--gap': '12px' }}>
      <MakerMark maker={provider.firstName} size={38} />
      <div className="grow">
        <div className="cut">
          <span className="strong">{provider.firstName}</span>
          {provider.username && <span className="muted"> @{provider.username}</span>}
        </div>
        <div className="muted tiny">
          {texts.account(waited(ageMs, language))} · {texts.listings(provider.listings)}
        </div>
      </div>
      {ageMs < NEW_FOR_MS && <Badge tone="warn">{texts.newAccount}</Badge>}
    </div>
  );
}
