import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { WhoDecides } from '../../lib/api/index.ts';
import { Notice } from '../../ui/index.ts';
import { anyOf } from './any-of.ts';

/** Instead of buttons that would be refused: why this admin may not decide, and who may. */
export function OthersDecide({ barred, others }: { barred: NonNullable<WhoDecides['barred']>; others: string[] }) {
  const { whoDecides: texts } = useTexts('admin');
  const language = useLanguage();
  return (
    <Notice title={texts.barred[barred]}>
      {others.length === 0 ? texts.nobody : texts.others(anyOf(others, texts.more, language))}
    </Notice>
  );
}
