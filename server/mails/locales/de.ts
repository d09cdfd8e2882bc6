import type { SignInFacts } from '../mail-facts.ts';
import type { MailTexts } from './mail-texts.ts';

const WHY = 'Sie bekommen diese Mail, weil diese Adresse zu Ihrem Benutzer gehört.';
const NOT_YOU = 'Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und sagen Sie es einem Admin Ihrer Firma.';

export const de: MailTexts = {
  layout: { orOpen: 'Oder öffnen Sie diese Adresse:' },

  activation: (it) => {
    const withUsername = it.username ? ` und Ihrem Benutzernamen ${it.username}` : '';
    return {
      subject: it.isSignUp ? `${it.accountName} auf Rollcall aktivieren` : `${it.accountName} hat Sie zu Rollcall hinzugefügt`,
      heading: it.isSignUp ? `Willkommen, ${it.firstName}` : `${it.firstName}, Sie gehören jetzt zu ${it.accountName}`,
      paragraphs: [
        it.isSignUp
          ? `Sie haben das Konto ${it.accountName} angelegt. Ein Schritt fehlt noch: Bestätigen Sie, dass diese Adresse Ihnen gehört.`
          : `${it.accountName} hat Sie als Benutzer auf Rollcall hinzugefügt. Bestätigen Sie zum Start, dass diese Adresse Ihnen gehört.`,
        it.isSignUp
          ? 'Die Seite fragt nach dem Passwort, das Sie bei der Registrierung eingegeben haben. Danach können Sie sich anmelden.'
          : it.choosesPassword
            ? 'Auf der Seite, die sich öffnet, wählen Sie Ihr Passwort. Danach können Sie sich anmelden.'
            : 'Ihnen wurde ein Passwort gegeben. Bei der ersten Anmeldung wählen Sie ein eigenes.',
      ],
      button: 'Mein Konto aktivieren',
      footer: [
        `Melden Sie sich mit dieser E-Mail-Adresse an, oder mit dem Kontocode ${it.accountCode}${withUsername}.`,
        'Der Link funktioniert einmal, sieben Tage lang. Wenn Sie diese Mail nicht erwartet haben, können Sie sie ignorieren: Ohne Sie geschieht nichts.',
      ],
    };
  },

  email_change: ({ firstName, accountName }) => ({
    subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
    heading: `${firstName}, ist das Ihre Adresse?`,
    paragraphs: [
      `Ihr Benutzer in ${accountName} auf Rollcall soll diese E-Mail-Adresse bekommen. Sie gilt, sobald Sie sie bestätigen.`,
    ],
    button: 'Diese Adresse bestätigen',
    footer: [
      'Der Link funktioniert einmal, einen Tag lang. Wenn Sie davon nichts wissen, ignorieren Sie diese Mail: Nichts ändert sich.',
    ],
  }),

  email_change_notice: ({ firstName, accountName, newEmail }) => ({
    subject: 'Ihre E-Mail-Adresse soll geändert werden',
    heading: `${firstName}, Ihre Adresse soll geändert werden`,
    paragraphs: [
      `Ihr Benutzer in ${accountName} auf Rollcall bekommt eine neue E-Mail-Adresse${newEmail ? `: ${newEmail}` : ''}. Bis sie bestätigt ist, gilt diese hier.`,
      'Wenn Sie das nicht waren, ändern Sie Ihr Passwort und sagen Sie es einem Admin Ihrer Firma.',
    ],
    button: 'Rollcall öffnen',
    footer: ['Sie bekommen diese Mail, weil diese Adresse zu Ihrem Benutzer gehört.'],
  }),

  became_main_user: ({ firstName, accountName }) => ({
    subject: `Sie sind jetzt der Hauptbenutzer von ${accountName}`,
    heading: `${firstName}, ${accountName} liegt in Ihren Händen`,
    paragraphs: [
      `Das Konto ${accountName} wurde Ihnen übergeben. Sie haben jetzt alle Rechte, und nur Sie können Admins ändern oder das Konto weitergeben.`,
    ],
    button: 'Rollcall öffnen',
    footer: ['Sie bekommen diese Mail, weil diese Adresse zu Ihrem Benutzer gehört.'],
  }),

  was_main_user: ({ firstName, accountName }) => ({
    subject: `Sie haben ${accountName} übergeben`,
    heading: `${firstName}, Sie sind nicht mehr der Hauptbenutzer von ${accountName}`,
    paragraphs: [
      `Sie haben das Konto ${accountName} jemand anderem übergeben, der von nun an darüber entscheidet.`,
      'Wenn Sie das nicht waren, sagen Sie es sofort Ihrem Anbieter.',
    ],
    button: 'Rollcall öffnen',
    footer: ['Sie bekommen diese Mail, weil diese Adresse dem Hauptbenutzer gehörte.'],
  }),

  new_sign_in: ({ firstName, accountName, signIn }) => ({
    subject: 'Eine neue Anmeldung bei Rollcall',
    heading: `${firstName}, waren Sie das?`,
    paragraphs: [
      `Jemand hat sich als Sie bei ${accountName} angemeldet. Dieses Gerät an diesem Ort kam in den letzten 90 Tagen nicht vor.`,
      ...(signIn ? factsOf(signIn) : []),
      'Wenn Sie es waren, ist nichts zu tun. Wenn nicht, ändern Sie sofort Ihr Passwort: Das beendet Ihre anderen Sitzungen.',
    ],
    button: 'Meine Sitzungen ansehen',
    footer: ['Sie können diese Mails in Ihrem Konto unter den Benachrichtigungen abschalten.'],
  }),

  sign_in_code: ({ firstName, accountName }) => ({
    subject: 'Ihr Code für Rollcall',
    heading: `${firstName}, das ist Ihr Code`,
    paragraphs: [`Geben Sie ihn auf der Seite ein, die danach fragt, um in ${accountName} weiterzumachen.`],
    // Whoever presses links in such mails is easily led elsewhere.
    button: null,
    footer: [
      'Er funktioniert einmal, zehn Minuten lang, und nur für die Anmeldung, die ihn angefordert hat. Niemand von Rollcall oder Ihrer Firma fragt Sie je danach.',
      'Wenn Sie sich gerade nicht anmelden, kennt jemand anderes Ihr Passwort: Ändern Sie es.',
    ],
  }),

  recovery_code_used: ({ firstName, accountName }) => ({
    subject: 'Ein Wiederherstellungscode wurde benutzt',
    heading: `${firstName}, einer Ihrer Wiederherstellungscodes wurde benutzt`,
    paragraphs: [
      `Jemand, wahrscheinlich Sie, hat einen Wiederherstellungscode Ihres Benutzers in ${accountName} benutzt. Er funktioniert nicht noch einmal.`,
      NOT_YOU,
    ],
    button: 'Ansehen, was übrig ist',
    footer: [WHY],
  }),

  authenticator_set_up: ({ firstName, accountName }) => ({
    subject: 'Eine Authenticator-App wurde eingerichtet',
    heading: `${firstName}, eine Authenticator-App wurde eingerichtet`,
    paragraphs: [
      `Von jetzt an meldet sich Ihr Benutzer in ${accountName} auch mit einem Code dieser App an. Eine frühere App zählt nicht mehr.`,
      NOT_YOU,
    ],
    button: 'Mein Konto öffnen',
    footer: [WHY],
  }),

  authenticator_removed: ({ firstName, accountName }) => ({
    subject: 'Ihre Authenticator-App wurde entfernt',
    heading: `${firstName}, Ihre Authenticator-App wurde entfernt`,
    paragraphs: [`Ihr Benutzer in ${accountName} wird nicht mehr nach einem Code der App gefragt.`, NOT_YOU],
    button: 'Mein Konto öffnen',
    footer: [WHY],
  }),

  provider_connected: ({ firstName, accountName, about }) => ({
    subject: `${about} wurde mit Ihrem Benutzer verbunden`,
    heading: `${firstName}, Sie können sich jetzt mit ${about} anmelden`,
    paragraphs: [
      `Ein Konto bei ${about} wurde mit Ihrem Benutzer in ${accountName} verbunden. Wer sich dort anmeldet, kann sich hier als Sie anmelden.`,
      'Wenn Sie das nicht waren, trennen Sie es unter „Mein Konto“, ändern Sie sofort Ihr Passwort und sagen Sie es einem Admin Ihrer Firma.',
    ],
    button: 'Mein Konto öffnen',
    footer: [WHY],
  }),

  provider_disconnected: ({ firstName, accountName, about }) => ({
    subject: `${about} wurde von Ihrem Benutzer getrennt`,
    heading: `${firstName}, ${about} wurde getrennt`,
    paragraphs: [`Das Konto bei ${about} meldet Ihren Benutzer in ${accountName} nicht mehr an. Ihr Passwort schon.`, NOT_YOU],
    button: 'Mein Konto öffnen',
    footer: [WHY],
  }),

  second_factor_reset: ({ firstName, accountName }) => ({
    subject: 'Ihr zweiter Faktor wurde zurückgesetzt',
    heading: `${firstName}, Ihr zweiter Faktor wurde zurückgesetzt`,
    paragraphs: [
      `Ein Administrator von ${accountName} hat Ihre Authenticator-App, Ihre Wiederherstellungscodes und gemerkten Browser entfernt. Wo Ihre Firma eine App verlangt, richten Sie bei der Anmeldung eine neue ein.`,
      'Wenn Sie nicht darum gebeten haben, ändern Sie Ihr Passwort und sprechen Sie mit Ihrer Firma.',
    ],
    button: 'Rollcall öffnen',
    footer: [WHY],
  }),

  locked: ({ firstName, accountName }) => ({
    subject: `Zehn falsche Passwörter für Ihren Benutzer bei ${accountName}`,
    heading: `${firstName}, jemand hat zehn falsche Passwörter versucht`,
    paragraphs: [
      `Die Anmeldung als Ihr Benutzer bei ${accountName} ist für 15 Minuten gesperrt, wo die falschen Passwörter herkamen. Browser, in denen Sie schon angemeldet waren, lassen Sie weiter hinein.`,
      'Waren Sie das und haben das Passwort vergessen, wählen Sie ein neues: Das hebt die Sperre sofort auf. Waren Sie es nicht, kam niemand hinein; Ihr Passwort gilt weiter.',
    ],
    button: 'Neues Passwort wählen',
    footer: ['Sie erhalten diese E-Mail höchstens einmal am Tag, weil diese Adresse zu Ihrem Benutzer gehört.'],
  }),

  password_reset: (accounts) => {
    const isOne = accounts.length === 1;
    return {
      subject: 'Wählen Sie ein neues Passwort für Rollcall',
      heading: 'Wählen Sie ein neues Passwort',
      paragraphs: [
        'Jemand, höchstwahrscheinlich Sie, hat für diese Adresse ein neues Passwort angefordert.',
        ...(isOne ? [] : ['Die Adresse gehört zu mehreren Konten. Jedes hat sein eigenes Passwort.']),
      ],
      buttons: accounts.map(({ accountName, accountCode }) => ({
        label: isOne ? 'Neues Passwort wählen' : `Neues Passwort für ${accountName}`,
        note: `${accountName}, Kontocode ${accountCode}`,
      })),
      footer: [
        'Der Link funktioniert einmal, eine Stunde lang. Alle Ihre Sitzungen enden, wenn Sie ihn benutzen.',
        'Wenn Sie das nicht waren, ignorieren Sie diese Mail: Ihr Passwort bleibt, wie es ist.',
      ],
    };
  },
};

function factsOf({ at, address, browser, system }: SignInFacts): string[] {
  const device = browser && system ? `${browser} unter ${system}` : (browser ?? system ?? 'unbekannt');
  return [`Wann: ${at}`, `Gerät: ${device}`, `Adresse: ${address ?? 'unbekannt'}`];
}
