import { z } from 'zod';

/** The languages that pages and mails are written in, with the name that each has for itself. */
export const INTERFACE_LANGUAGES = { en: 'English', de: 'Deutsch', ar: 'العربية' } as const;

export type InterfaceLanguage = keyof typeof INTERFACE_LANGUAGES;

export const ALL_INTERFACE_LANGUAGES = Object.keys(INTERFACE_LANGUAGES) as [InterfaceLanguage, ...InterfaceLanguage[]];

export const interfaceLanguage = z.enum(ALL_INTERFACE_LANGUAGES).meta({ id: 'InterfaceLanguage' });

/** Which way a language is written. */
export function directionOf(language: InterfaceLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
