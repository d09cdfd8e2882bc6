import type { InterfaceLanguage } from '../../contract/languages.ts';
import type { MailsTable } from '../db/tables.ts';
import type { MailContent } from '../platform/mail-layout.ts';
import { isolate } from './isolate.ts';
import { ar } from './locales/ar.ts';
import { de } from './locales/de.ts';
import { en } from './locales/en.ts';
import type { MailTexts } from './locales/mail-texts.ts';
import type { AccountFacts, MailFacts } from './mail-facts.ts';

export type MailKind = MailsTable['kind'];

/** Every mail that is queued for one user, with the page behind its button. What it says stands in `locales/`. */
export const MAIL_PAGES: Readonly<Record<MailKind, `/${string}`>> = {
  activation: '/activate',
  email_change: '/confirm-email',
  email_change_notice: '/',
  became_main_user: '/',
  was_main_user: '/',
  new_sign_in: '/me',
  sign_in_code: '/',
  recovery_code_used: '/me',
  authenticator_set_up: '/me',
  authenticator_removed: '/me',
  second_factor_reset: '/',
  locked: '/forgot-password',
  provider_connected: '/me',
  provider_disconnected: '/me',
};

const TEXTS: Readonly<Record<InterfaceLanguage, MailTexts>> = { en, de, ar };

/** A mail of this kind, in this language. */
export function writeMail(kind: MailKind, language: InterfaceLanguage, facts: MailFacts, url: string): MailContent {
  const texts = TEXTS[language];
  const { button, ...text } = texts[kind](isolate(facts, language));
  const buttons = button === null ? [] : [{ label: button, url }];
  return { language, texts: texts.layout, ...text, ...(facts.code ? { code: facts.code } : {}), buttons };
}

/** The mail about a forgotten password, in this language: a link for each account. */
export function writePasswordReset(
  language: InterfaceLanguage,
  accounts: readonly (AccountFacts & { readonly url: string })[],
): MailContent {
  const texts = TEXTS[language];
  const { buttons, ...text } = texts.password_reset(accounts.map(({ url: _, ...account }) => isolate(account, language)));
  return {
    language,
    texts: texts.layout,
    ...text,
    buttons: buttons.map((button, index) => ({ ...button, url: accounts[index]?.url ?? '' })),
  };
}
