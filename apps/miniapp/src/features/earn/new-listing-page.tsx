import { useTexts } from '../../i18n/index.ts';
import { Page } from '../../ui/index.ts';

export default function PlaceholderPage() {
  return <Page title={useTexts('earn').title}>{null}</Page>;
}
