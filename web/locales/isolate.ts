const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT_TO_RIGHT = /(?![\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])\p{L}/u;

/** A name that is written the other way than the sentence gets marks around it (Unicode TR9), so that neither disturbs the other. */
export function isolate(value: string, sentence: 'ltr' | 'rtl'): string {
  const isForeign = (sentence === 'ltr' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT).test(value);
  return isForeign ? FIRST_STRONG_ISOLATE + value + POP_ISOLATE : value;
}
