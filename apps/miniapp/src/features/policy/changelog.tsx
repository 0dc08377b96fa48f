import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { PolicyChange } from '../../lib/api/index.ts';
import { moment } from '../../lib/format/index.ts';
import { Badge, Card, Row, Section } from '../../ui/index.ts';
import { settingValue } from './setting-value.ts';

/** Every change of the policy, newest first, with its reason. */
export function Changelog({ changes }: { changes: PolicyChange[] }) {
  const texts = useTexts('policy');
  const language = useLanguage();
  return (
    <Section title={texts.changes} note={texts.changesNote}>
      <Card isFlush>
        {changes.map(({ changeId, setting, before, value, effectiveFromMs, announcedAtMs, cancelledAtMs, note }) => (
          <Row
            key={changeId}
            title={
              <>
                {texts.settings[setting].name}{' '}
                <span className="strong">
                  {before !== null && `${settingValue(setting, before, texts, language)} → `}
                  {settingValue(setting, value, texts, language)}
                </span>{' '}
                {cancelledAtMs !== null && <Badge tone="warn">{texts.cancelled}</Badge>}
              </>
            }
            detail={
              <>
                <div>{note ? note[language] : texts.first}</div>
                <div className="tiny">
                  {effectiveFromMs > announcedAtMs && `${texts.announced(moment(announcedAtMs, language))}, `}
                  {texts.from(moment(effectiveFromMs, language))}
                </div>
              </>
            }
          />
        ))}
      </Card>
    </Section>
  );
}
