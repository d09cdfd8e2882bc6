import type { MailContent } from '../platform/mail-layout.ts';
import type { MailFacts } from './mail-facts.ts';

/** To the new main user. */
export function becameMainUserMail({ firstName, accountName, url }: MailFacts): MailContent {
  return {
    subject: `You are now the main user of ${accountName}`,
    heading: `${firstName}, ${accountName} is in your hands`,
    paragraphs: [
      `The account ${accountName} was handed over to you. You now have every permission, and only you can change Admins or hand the account over again.`,
    ],
    buttons: [{ label: 'Open Rollcall', url }],
    footer: ['You get this mail since this address belongs to your user.'],
  };
}

/** To the former main user, who may be deleted by now. */
export function wasMainUserMail({ firstName, accountName, url }: MailFacts): MailContent {
  return {
    subject: `You handed ${accountName} over`,
    heading: `${firstName}, you are no longer the main user of ${accountName}`,
    paragraphs: [
      `You handed the account ${accountName} over to somebody else, who decides about it from now on.`,
      'If this was not you, tell your provider at once.',
    ],
    buttons: [{ label: 'Open Rollcall', url }],
    footer: ['You get this mail since this address belonged to the main user.'],
  };
}
