import type { MailContent } from '../platform/mail-layout.ts';
import type { MailFacts } from './mail-facts.ts';

/** To the new address: confirm that it is yours. */
export function emailChangeMail({ firstName, accountName, url }: MailFacts): MailContent {
  return {
    subject: 'Confirm your new e-mail address',
    heading: `${firstName}, is this address yours?`,
    paragraphs: [`Your user in ${accountName} on Rollcall shall have this e-mail address. It counts once you confirm it.`],
    buttons: [{ label: 'Confirm this address', url }],
    footer: ['The link works once, for one day. If you know nothing of this, ignore this mail: nothing changes.'],
  };
}

/** To the old address: something is about to change. */
export function emailChangeNotice({ firstName, accountName, newEmail, url }: MailFacts): MailContent {
  return {
    subject: 'Your e-mail address is about to change',
    heading: `${firstName}, your address is about to change`,
    paragraphs: [
      `Your user in ${accountName} on Rollcall gets a new e-mail address${newEmail ? `: ${newEmail}` : ''}. Until it is confirmed, this one counts.`,
      'If this was not you, change your password and tell an Admin of your company.',
    ],
    buttons: [{ label: 'Open Rollcall', url }],
    footer: ['You get this mail since this address belongs to your user.'],
  };
}
