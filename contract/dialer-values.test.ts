import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SKILL_LEVEL,
  PPQ_SORTING_NAMES,
  PPQ_SORTINGS,
  ppqRatio,
  SIP_OPTION_NAMES,
  SIP_OPTIONS,
  sipDomain,
  sipUri,
  skillLevel,
} from './dialer-values.ts';
import { isPhoneNumber, phoneNumberIn } from './phone-number.ts';

describe('values of the Dialer', () => {
  it('have a name for people each, and a level that may be given', () => {
    expect(Object.keys(PPQ_SORTING_NAMES)).toEqual([...PPQ_SORTINGS]);
    expect(Object.keys(SIP_OPTION_NAMES)).toEqual([...SIP_OPTIONS]);
    expect(skillLevel.safeParse(DEFAULT_SKILL_LEVEL).success).toBe(true);
  });

  it.each([1, 1.1, 2.3, 4.7, 9.9, 10])('take a ratio of %d', (ratio) => expect(ppqRatio.safeParse(ratio).success).toBe(true));
  it.each([0.9, 1.05, 10.1, Number.NaN])('take no ratio of %d', (ratio) => expect(ppqRatio.safeParse(ratio).success).toBe(false));

  it.each(['sip:ana@pbx.example.com', 'sips:ana@[2001:db8::1]:5061', 'sip:+4930901820@pbx.example.com;user=phone'])(
    'take the SIP URI %s',
    (uri) => expect(sipUri.safeParse(uri).success).toBe(true),
  );
  it.each([
    'sip:pbx.example.com',
    'tel:+4930901820',
    'sip:ana@pbx.example.com:70000',
    'sip:a b@pbx.example.com',
    'sip:ana@-x.example',
  ])('take no SIP URI %s', (uri) => expect(sipUri.safeParse(uri).success).toBe(false));

  it('take a domain in lower case, and none that Rollcall gives out itself', () => {
    expect(sipDomain.parse('SIP.Example.com')).toBe('sip.example.com');
    for (const wrong of ['example', 'a..example', 'abc.sip.internal', '192.0.2.1']) {
      expect(sipDomain.safeParse(wrong).success, wrong).toBe(false);
    }
  });

  it('read a phone number as its country writes it', () => {
    expect(phoneNumberIn('030 901820', 'DE')).toBe('+4930901820');
    expect(phoneNumberIn('+49 (30) 901820')).toBe('+4930901820');
    expect([phoneNumberIn('12', 'DE'), isPhoneNumber('+4930901820'), isPhoneNumber('+49 30 901820')]).toEqual([
      null,
      true,
      false,
    ]);
  });
});
