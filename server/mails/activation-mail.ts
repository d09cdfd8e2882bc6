import type { MailContent } from '../platform/mail-layout.ts';
import type { MailFacts } from './mail-facts.ts';

/** Asks a new user to confirm their address. */
export function activationMail(it: MailFacts): MailContent {
  const withUsername = it.username ? ` and your username ${it.username}` : '';
  const next = it.isSignUp
    ? 'The page asks for the password that you typed when you signed up. Then you can sign in.'
    : it.choosesPassword
      ? 'You choose your password on the page that opens. Then you can sign in.'
      : 'You have been given a password. You choose your own when you sign in for the first time.';
  return {
    subject: it.isSignUp ? `Activate ${it.accountName} on Rollcall` : `${it.accountName} has added you to Rollcall`,
    heading: it.isSignUp ? `Welcome, ${it.firstName}` : `${it.firstName}, you are part of ${it.accountName}`,
    paragraphs: [
      it.isSignUp
        ? `You have made the account ${it.accountName}. One step is left: confirm that this address is yours.`
        : `${it.accountName} has added you to its users on Rollcall. Confirm that this address is yours to get started.`,
      next,
    ],
    buttons: [{ label: 'Activate my account', url: it.url }],
    footer: [
      `Sign in with this e-mail address, or with the account code ${it.accountCode}${withUsername}.`,
      'The link works once, for seven days. If you did not expect this mail, you can ignore it: nothing happens without you.',
    ],
  };
}
