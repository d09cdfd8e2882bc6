import type { SignInFacts } from '../mail-facts.ts';
import type { MailTexts } from './mail-texts.ts';

const WHY = 'You get this mail since this address belongs to your user.';
const NOT_YOU = 'If this was not you, change your password at once and tell an Admin of your company.';

export const en: MailTexts = {
  layout: { orOpen: 'Or open this address:' },

  activation: (it) => {
    const withUsername = it.username ? ` and your username ${it.username}` : '';
    return {
      subject: it.isSignUp ? `Activate ${it.accountName} on Rollcall` : `${it.accountName} has added you to Rollcall`,
      heading: it.isSignUp ? `Welcome, ${it.firstName}` : `${it.firstName}, you are part of ${it.accountName}`,
      paragraphs: [
        it.isSignUp
          ? `You have made the account ${it.accountName}. One step is left: confirm that this address is yours.`
          : `${it.accountName} has added you to its users on Rollcall. Confirm that this address is yours to get started.`,
        it.isSignUp
          ? 'The page asks for the password that you typed when you signed up. Then you can sign in.'
          : it.choosesPassword
            ? 'You choose your password on the page that opens. Then you can sign in.'
            : 'You have been given a password. You choose your own when you sign in for the first time.',
      ],
      button: 'Activate my account',
      footer: [
        `Sign in with this e-mail address, or with the account code ${it.accountCode}${withUsername}.`,
        'The link works once, for seven days. If you did not expect this mail, you can ignore it: nothing happens without you.',
      ],
    };
  },

  email_change: ({ firstName, accountName }) => ({
    subject: 'Confirm your new e-mail address',
    heading: `${firstName}, is this address yours?`,
    paragraphs: [`Your user in ${accountName} on Rollcall shall have this e-mail address. It counts once you confirm it.`],
    button: 'Confirm this address',
    footer: ['The link works once, for one day. If you know nothing of this, ignore this mail: nothing changes.'],
  }),

  email_change_notice: ({ firstName, accountName, newEmail }) => ({
    subject: 'Your e-mail address is about to change',
    heading: `${firstName}, your address is about to change`,
    paragraphs: [
      `Your user in ${accountName} on Rollcall gets a new e-mail address${newEmail ? `: ${newEmail}` : ''}. Until it is confirmed, this one counts.`,
      'If this was not you, change your password and tell an Admin of your company.',
    ],
    button: 'Open Rollcall',
    footer: ['You get this mail since this address belongs to your user.'],
  }),

  became_main_user: ({ firstName, accountName }) => ({
    subject: `You are now the main user of ${accountName}`,
    heading: `${firstName}, ${accountName} is in your hands`,
    paragraphs: [
      `The account ${accountName} was handed over to you. You now have every permission, and only you can change Admins or hand the account over again.`,
    ],
    button: 'Open Rollcall',
    footer: ['You get this mail since this address belongs to your user.'],
  }),

  was_main_user: ({ firstName, accountName }) => ({
    subject: `You handed ${accountName} over`,
    heading: `${firstName}, you are no longer the main user of ${accountName}`,
    paragraphs: [
      `You handed the account ${accountName} over to somebody else, who decides about it from now on.`,
      'If this was not you, tell your provider at once.',
    ],
    button: 'Open Rollcall',
    footer: ['You get this mail since this address belonged to the main user.'],
  }),

  new_sign_in: ({ firstName, accountName, signIn }) => ({
    subject: 'A new sign-in to Rollcall',
    heading: `${firstName}, was this you?`,
    paragraphs: [
      `Somebody signed in as you to ${accountName}, from a device or place that was not seen in the last 90 days.`,
      ...(signIn ? factsOf(signIn) : []),
      'If it was you, there is nothing to do. If not, change your password at once: that ends your other sessions.',
    ],
    button: 'See my sessions',
    footer: ['You can switch these mails off in My account, under Notifications.'],
  }),

  sign_in_code: ({ firstName, accountName }) => ({
    subject: 'Your code for Rollcall',
    heading: `${firstName}, this is your code`,
    paragraphs: [`Type it on the page that asks for it, to go on in ${accountName}.`],
    // Whoever presses links in such mails is easily led elsewhere.
    button: null,
    footer: [
      'It works once, for ten minutes, and only for the sign-in that asked for it. Nobody from Rollcall or your company ever asks you for it.',
      'If you are not signing in right now, somebody else knows your password: change it.',
    ],
  }),

  recovery_code_used: ({ firstName, accountName }) => ({
    subject: 'A recovery code was used',
    heading: `${firstName}, one of your recovery codes was used`,
    paragraphs: [
      `Somebody, most likely you, used a recovery code of your user in ${accountName}. It does not work again.`,
      NOT_YOU,
    ],
    button: 'See what is left',
    footer: [WHY],
  }),

  authenticator_set_up: ({ firstName, accountName }) => ({
    subject: 'An authenticator app was set up',
    heading: `${firstName}, an authenticator app was set up`,
    paragraphs: [
      `From now on your user in ${accountName} signs in with a code of this app too. An earlier app does not count any more.`,
      NOT_YOU,
    ],
    button: 'Open my account',
    footer: [WHY],
  }),

  authenticator_removed: ({ firstName, accountName }) => ({
    subject: 'Your authenticator app was removed',
    heading: `${firstName}, your authenticator app was removed`,
    paragraphs: [`Your user in ${accountName} is not asked for a code of the app any more.`, NOT_YOU],
    button: 'Open my account',
    footer: [WHY],
  }),

  provider_connected: ({ firstName, accountName, about }) => ({
    subject: `${about} was connected to your user`,
    heading: `${firstName}, you can now sign in with ${about}`,
    paragraphs: [
      `An account of ${about} was connected to your user in ${accountName}. Whoever signs in there can sign in here as you.`,
      'If this was not you, disconnect it in My account, change your password at once and tell an Admin of your company.',
    ],
    button: 'Open my account',
    footer: [WHY],
  }),

  provider_disconnected: ({ firstName, accountName, about }) => ({
    subject: `${about} was disconnected from your user`,
    heading: `${firstName}, ${about} was disconnected`,
    paragraphs: [
      `The account of ${about} does not sign in to your user in ${accountName} any more. Your password does.`,
      NOT_YOU,
    ],
    button: 'Open my account',
    footer: [WHY],
  }),

  second_factor_reset: ({ firstName, accountName }) => ({
    subject: 'Your second factor was reset',
    heading: `${firstName}, your second factor was reset`,
    paragraphs: [
      `An administrator of ${accountName} has taken away your authenticator app, recovery codes and remembered browsers. Where your company asks for an app, you set up another when you sign in.`,
      'If you did not ask for this, change your password and talk to them.',
    ],
    button: 'Open Rollcall',
    footer: [WHY],
  }),

  locked: ({ firstName, accountName }) => ({
    subject: `Ten wrong passwords were tried for your user at ${accountName}`,
    heading: `${firstName}, somebody tried ten wrong passwords`,
    paragraphs: [
      `Sign-in to your user at ${accountName} is locked for 15 minutes where the wrong passwords came from. Browsers in which you signed in before still let you in.`,
      'If this was you and you forgot the password, choose a new one: that opens the lock at once. If it was not, nobody got in; your password still holds.',
    ],
    button: 'Choose a new password',
    footer: ['You get this mail at most once a day, since this address belongs to your user.'],
  }),

  password_reset: (accounts) => {
    const isOne = accounts.length === 1;
    return {
      subject: 'Choose a new password for Rollcall',
      heading: 'Choose a new password',
      paragraphs: [
        'Somebody, most likely you, asked for a new password for this address.',
        ...(isOne ? [] : ['The address belongs to several accounts. Each has its own password.']),
      ],
      buttons: accounts.map(({ accountName, accountCode }) => ({
        label: isOne ? 'Choose a new password' : `New password for ${accountName}`,
        note: `${accountName}, account code ${accountCode}`,
      })),
      footer: [
        'The link works once, for one hour. All your sessions end when you use it.',
        'If it was not you, ignore this mail: your password stays as it is.',
      ],
    };
  },
};

function factsOf({ at, address, browser, system }: SignInFacts): string[] {
  const device = browser && system ? `${browser} on ${system}` : (browser ?? system ?? 'unknown');
  return [`When: ${at}`, `Device: ${device}`, `Address: ${address ?? 'unknown'}`];
}
