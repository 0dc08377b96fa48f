/** English has two forms. `#` stands for the number. */
export interface EnglishForms {
  one: string;
  other: string;
}

/** Russian has three for whole numbers; fractions take the second. */
export interface RussianForms {
  one: string;
  few: string;
  many: string;
}

const english = new Intl.PluralRules('en');
const russian = new Intl.PluralRules('ru');
const number = { en: new Intl.NumberFormat('en'), ru: new Intl.NumberFormat('ru') };

/** countEn(2, { one: '# offer', other: '# offers' }) → "2 offers" */
export function countEn(n: number, forms: EnglishForms): string {
  const form = english.select(n) === 'one' ? forms.one : forms.other;
  return form.replace('#', number.en.format(n));
}

/** countRu(5, { one: '# узел', few: '# узла', many: '# узлов' }) → "5 узлов" */
export function countRu(n: number, forms: RussianForms): string {
  const rule = russian.select(n);
  const form = rule === 'one' ? forms.one : rule === 'many' ? forms.many : forms.few;
  return form.replace('#', number.ru.format(n));
}
