export { hardwareName, hardwareNames } from './hardware-name.ts';
export { chooseLanguage, currentLanguage, startLanguage, storedLanguage } from './language.ts';
export { loadTexts } from './load.ts';
export type { Room, Texts } from './texts.ts';
export { useLanguage, useTexts } from './use-texts.ts';
