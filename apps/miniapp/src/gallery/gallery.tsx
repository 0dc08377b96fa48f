import { Chips, Page } from '../ui/index.ts';
import { addressOf, type Look } from './look.ts';
import { Charts } from './parts/charts.tsx';
import { Colours } from './parts/colours.tsx';
import { Fields } from './parts/fields.tsx';
import { Icons } from './parts/icons.tsx';
import { Lists } from './parts/lists.tsx';
import { Notices } from './parts/notices.tsx';
import { Presses } from './parts/presses.tsx';
import { Sheets } from './parts/sheets.tsx';
import { Waiting } from './parts/waiting.tsx';
import { Words } from './parts/words.tsx';
import { sampleTexts } from './texts/index.ts';
import { isThemeName, THEME_NAMES } from './themes.ts';

/** One page with every component, so that what changes in one place is seen in all. */
export function Gallery({ look }: { look: Look }) {
  const texts = sampleTexts(look.language);
  const show = (change: Partial<Look>) => location.replace(addressOf({ ...look, ...change }));
  return (
    <Page title={texts.title} lead={texts.lead}>
      <div className="stack">
        <Chips
          label={texts.theme}
          value={look.theme}
          options={THEME_NAMES.map((value) => ({ value, label: value }))}
          onChange={(theme) => isThemeName(theme) && show({ theme })}
        />
        <Chips
          label={texts.language}
          value={look.language}
          options={[
            { value: 'en', label: texts.languages.en },
            { value: 'ru', label: texts.languages.ru },
          ]}
          onChange={(language) => show({ language })}
        />
      </div>
      <Words texts={texts} />
      <Colours texts={texts} />
      <Presses texts={texts} />
      <Fields texts={texts} />
      <Lists texts={texts} />
      <Notices texts={texts} />
      <Waiting texts={texts} />
      <Charts texts={texts} />
      <Icons texts={texts} />
      <Sheets texts={texts} />
    </Page>
  );
}
