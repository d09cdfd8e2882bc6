import type { MailContent } from '../platform/mail-layout.ts';
import type { MailFacts } from './mail-facts.ts';

/** To a user for whom ten wrong passwords were tried. */
export function lockedMail({ firstName, accountName, url }: MailFacts): MailContent {
  return {
    subject: `Ten wrong passwords were tried for your user at ${accountName}`,
    heading: `${firstName}, somebody tried ten wrong passwords`,
    paragraphs: [
      `Sign-in to your user at ${accountName} is locked for 15 minutes where the wrong passwords came from. Browsers in which you signed in before still let you in.`,
      'If this was you and you forgot the password, choose a new one: that opens the lock at once. If it was not, nobody got in; your password still holds.',
    ],
    buttons: [{ label: 'Choose a new password', url }],
    footer: ['You get this mail at most once a day, since this address belongs to your user.'],
  };
}
