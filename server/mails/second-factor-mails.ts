import type { MailContent } from '../platform/mail-layout.ts';
import type { MailFacts } from './mail-facts.ts';

const WHY = 'You get this mail since this address belongs to your user.';
const NOT_YOU = 'If this was not you, change your password at once and tell an Admin of your company.';

/** The code of one sign-in. No button: who presses links in such mails is easily led elsewhere. */
export function signInCodeMail({ firstName, accountName, code }: MailFacts): MailContent {
  return {
    subject: 'Your code for Rollcall',
    heading: `${firstName}, this is your code`,
    paragraphs: [`Type it on the page that asks for it, to go on in ${accountName}.`],
    code: code ?? '',
    buttons: [],
    footer: [
      'It works once, for ten minutes, and only for the sign-in that asked for it. Nobody from Rollcall or your company ever asks you for it.',
      'If you are not signing in right now, somebody else knows your password: change it.',
    ],
  };
}

export function recoveryCodeUsedMail({ firstName, accountName, url }: MailFacts): MailContent {
  return {
    subject: 'A recovery code was used',
    heading: `${firstName}, one of your recovery codes was used`,
    paragraphs: [
      `Somebody, most likely you, used a recovery code of your user in ${accountName}. It does not work again.`,
      NOT_YOU,
    ],
    buttons: [{ label: 'See what is left', url }],
    footer: [WHY],
  };
}

export function authenticatorSetUpMail({ firstName, accountName, url }: MailFacts): MailContent {
  return {
    subject: 'An authenticator app was set up',
    heading: `${firstName}, an authenticator app was set up`,
    paragraphs: [
      `From now on your user in ${accountName} signs in with a code of this app too. An earlier app does not count any more.`,
      NOT_YOU,
    ],
    buttons: [{ label: 'Open my account', url }],
    footer: [WHY],
  };
}

export function authenticatorRemovedMail({ firstName, accountName, url }: MailFacts): MailContent {
  return {
    subject: 'Your authenticator app was removed',
    heading: `${firstName}, your authenticator app was removed`,
    paragraphs: [`Your user in ${accountName} is not asked for a code of the app any more.`, NOT_YOU],
    buttons: [{ label: 'Open my account', url }],
    footer: [WHY],
  };
}

export function secondFactorResetMail({ firstName, accountName, url }: MailFacts): MailContent {
  return {
    subject: 'Your second factor was reset',
    heading: `${firstName}, your second factor was reset`,
    paragraphs: [
      `An administrator of ${accountName} has taken away your authenticator app, recovery codes and remembered browsers. Where your company asks for an app, you set up another when you sign in.`,
      'If you did not ask for this, change your password and talk to them.',
    ],
    buttons: [{ label: 'Open Rollcall', url }],
    footer: [WHY],
  };
}
