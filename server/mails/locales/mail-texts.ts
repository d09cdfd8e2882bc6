import type { MailsTable } from '../../db/tables.ts';
import type { LayoutTexts } from '../../platform/mail-layout.ts';
import type { AccountFacts, MailFacts } from '../mail-facts.ts';

/** What one mail with one button says. */
export interface MailText {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
  /** Small print below the line. */
  readonly footer: readonly string[];
}

/** What the mail about a forgotten password says: a button for each account that knows the address. */
export interface PasswordResetText extends Omit<MailText, 'button'> {
  readonly buttons: readonly { readonly label: string; readonly note: string }[];
}

/** Every text of every mail in one language. A text that is missing does not compile. */
export type MailTexts = {
  readonly layout: LayoutTexts;
  readonly password_reset: (accounts: readonly AccountFacts[]) => PasswordResetText;
} & { readonly [K in MailsTable['kind']]: (facts: MailFacts) => MailText };
