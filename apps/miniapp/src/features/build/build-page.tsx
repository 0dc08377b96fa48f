import { useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { Notice, Page, Segmented } from '../../ui/index.ts';
import { CodeSection } from './code-section.tsx';
import { FundsNotice } from './funds-notice.tsx';
import { KeySection } from './keys/key-section.tsx';
import { UsageSection } from './usage/usage-section.tsx';

const PARTS = ['keys', 'code', 'usage'] as const;

/** The developers' door: keys, programs to copy, what they cost. */
export default function BuildPage() {
  const texts = useTexts('build');
  const [search, setSearch] = useSearchParams();
  const part = PARTS.find((each) => each === search.get('part')) ?? 'keys';
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Segmented
        label={texts.parts.label}
        value={part}
        options={PARTS.map((value) => ({ value, label: texts.parts[value] }))}
        onChange={(next) => setSearch({ part: next }, { replace: true })}
      />
      {part !== 'usage' && <FundsNotice />}
      {part === 'keys' && <KeySection />}
      {part === 'code' && <CodeSection />}
      {part === 'usage' && <UsageSection />}
      {part !== 'usage' && (
        <Notice tone="warn" icon="seal" title={texts.privacy.title}>
          {texts.privacy.about}
        </Notice>
      )}
    </Page>
  );
}
