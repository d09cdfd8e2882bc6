/**
 * Every refusal of the product. The code is the API's `code` (RFC 9457), the translation key and the reason beside a
 * disabled button. `{…}` in a text is filled from the error's `params`.
 */
export const ERRORS = {
  'request.malformed': { status: 400, text: 'The request is not valid JSON.' },
  'request.invalid': { status: 422, text: 'Some fields need another look.' },
  'request.too_large': { status: 413, text: 'The request is larger than 1 MiB.' },
  'request.media_type': { status: 415, text: 'The request must be JSON.' },
  'request.origin': { status: 403, text: 'The request came from another website and was refused.' },
  'request.not_found': { status: 404, text: 'There is nothing at this address.' },
  'request.too_many': { status: 429, text: 'Too many attempts. Try again in {minutes} min.' },
  'idempotency.mismatch': { status: 409, text: 'This Idempotency-Key was used for another request.' },
  'server.busy': { status: 503, text: 'The server is busy. Try again in a moment.' },
  'server.error': { status: 500, text: 'Something went wrong on our side. Nothing was changed.' },

  'session.required': { status: 401, text: 'Sign in to continue.' },
  'session.wrong_credentials': { status: 401, text: 'These sign-in details are not right.' },
  'session.not_confirmed': { status: 403, text: 'This user is not confirmed yet. Use the button in the activation mail.' },
  'session.not_found': { status: 404, text: 'This session does not exist, or has ended.' },
  'session.step_up': { status: 403, text: 'Confirm with your password first.' },
  'session.limit_reached': { status: 409, text: 'You are signed in as often as your company allows.' },
  'session.address_not_allowed': { status: 403, text: 'Your company does not let you work from this address ({address}).' },
  'session.wait': { status: 429, text: 'Too many wrong attempts. Try again in {seconds} seconds.' },
  'session.locked': {
    status: 429,
    text: 'Too many wrong attempts. Sign-in from here is locked for {minutes} minutes; a new password by mail opens it at once.',
  },
  'session.inactive': { status: 403, text: 'This user is switched off. Ask an Admin of your company.' },
  'live.too_many': { status: 429, text: 'This session has {maximum} live streams open already. Close some windows.' },
  'password.change_required': { status: 403, text: 'Choose a new password first.' },
  'password.wrong': { status: 403, text: 'That is not the right password.' },
  'permission.missing': { status: 403, text: 'Your roles do not allow this.' },

  'sign_in.expired': { status: 410, text: 'This sign-in has ended. Begin again with your password.' },
  'sign_in.other_step': { status: 409, text: 'This sign-in asks for something else now.' },
  'sign_in.too_many_codes': { status: 410, text: 'That was the fifth wrong code. Begin again with your password.' },
  'code.wrong': { status: 403, text: 'That is not the right code. Wrong tries left: {triesLeft}.' },
  'code.wrong_setup': {
    status: 403,
    text: 'That is not the right code. Check the clock of the device, and type the newest code.',
  },
  'code.used': { status: 403, text: 'This code was used already. Wait for the next one. Wrong tries left: {triesLeft}.' },
  'code.too_early': { status: 429, text: 'A code was mailed a moment ago. Ask again in {seconds} seconds.' },
  'setup.expired': { status: 410, text: 'This QR code is too old. Begin again.' },
  'recovery_code.required': {
    status: 403,
    text: 'A recovery code is needed, or an Admin of your company who resets your second factor.',
  },
  'recovery_code.wrong': { status: 403, text: 'That is not one of your unused recovery codes.' },
  'second_factor.none': { status: 409, text: 'There is no second factor that this would be for.' },
  'second_factor.demanded': {
    status: 403,
    text: 'Your company demands an authenticator app. You can set up another in its place.',
  },
  'second_factor.required': { status: 403, text: 'Confirm with your second factor too.' },
  'device.not_found': { status: 404, text: 'This browser is not remembered any more.' },

  'provider.not_found': { status: 404, text: 'This way to sign in does not exist, or is switched off.' },
  'provider.expired': {
    status: 410,
    text: 'This sign-in has run out, was used already, or was begun in another browser. Begin again.',
  },
  'provider.cancelled': { status: 403, text: 'The sign-in was cancelled at the other side.' },
  'provider.unavailable': {
    status: 502,
    text: 'The provider cannot be reached, or does not answer as it should. Try again later, or sign in with your password.',
  },
  'provider.refused': {
    status: 403,
    text: 'The answer of the provider does not hold ({reason}). Nobody was signed in, and nothing was changed.',
  },
  'provider.not_connected': {
    status: 403,
    text: 'Nobody here is connected to that account. Sign in with your password, then connect it in My account.',
  },
  'provider.name_taken': { status: 409, text: 'There is a provider with this name already.' },
  'provider.too_many': { status: 409, text: 'An account can have {most} providers. Remove one first.' },
  'identity.taken': { status: 409, text: 'Another user of your account is connected to it.' },
  'identity.other_email': {
    status: 403,
    text: 'Your company has named another e-mail address for this. Choose that one, or ask an Admin of your company.',
  },
  'identity.not_found': { status: 404, text: 'This connection does not exist any more.' },
  'user.oauth_email_taken': { status: 409, text: 'Another user of your account has this OAuth Email.' },

  'email.unchanged': { status: 409, text: 'This is the address that is in force already.' },
  'email.not_waiting': { status: 409, text: 'No new address waits to be confirmed.' },
  'link.invalid': { status: 404, text: 'This link does not work. It may have been replaced by a newer one.' },
  'link.used': { status: 410, text: 'This link was used already.' },
  'link.expired': { status: 410, text: 'This link has expired.' },
  'sign_up.closed': { status: 403, text: 'Sign-up is closed. Ask your provider for an account.' },

  'user.not_found': { status: 404, text: 'This user does not exist.' },
  'user.is_self': { status: 403, text: 'You cannot do this to yourself.' },
  'user.is_owner': { status: 403, text: 'Nobody but the main user may change the main user.' },
  'user.is_admin': { status: 403, text: 'Only the main user may change an Admin.' },
  'user.outranks': { status: 403, text: 'This user holds permissions that you do not hold.' },
  'user.is_deleted': { status: 409, text: 'This user is deleted.' },
  'user.changed': { status: 412, text: 'Somebody else has changed this user meanwhile.' },
  'user.version_required': { status: 428, text: 'Say which version you have seen, with If-Match.' },
  'user.not_active': { status: 409, text: 'This user is not active.' },
  'user.not_inactive': { status: 409, text: 'This user is not switched off.' },
  'user.not_deleted': { status: 409, text: 'This user is not deleted.' },
  'user.restore_expired': { status: 409, text: 'The thirty days are over; this user is being erased.' },
  'user.not_pending': { status: 409, text: 'This user is confirmed already.' },
  'user.email_taken': { status: 409, text: 'Another user of your account has this e-mail address.' },
  'user.email_reserved': { status: 409, text: 'A deleted user has this e-mail address. It is reserved until they are erased.' },
  'user.username_taken': { status: 409, text: 'Another user of your account has this username.' },
  'user.username_reserved': { status: 409, text: 'A deleted user has this username. It is reserved until they are erased.' },
  'role.only_owner_gives_admin': { status: 403, text: 'Only the main user may give the Admin role.' },
  'role.not_held': { status: 403, text: 'You cannot give a role that may do more than you.' },
  'actor.not_active': { status: 403, text: 'Only an active user may do this.' },
  'department.not_found': { status: 404, text: 'This department does not exist.' },
  'actor.not_owner': { status: 403, text: 'Only the main user may hand the account over.' },
  'address.not_found': { status: 404, text: 'This address is not in the list.' },
  'address.taken': { status: 409, text: 'This address is in the list already.' },
  'address.list_full': { status: 409, text: 'A list holds at most {most} addresses.' },
  'address.list_empty': {
    status: 409,
    text: 'With an empty list nobody could sign in. Add an address first, or switch the limit off.',
  },
  'address.locks_out': { status: 409, text: 'This would lock you out: you are at {address}.' },
  'account.changed': { status: 412, text: 'Somebody else has changed the account meanwhile.' },
  'department.name_taken': { status: 409, text: 'There is a department with this name already.' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** What may be wrong with one field. `{…}` is filled from the field error's `params`. */
export const FIELD_ERRORS = {
  'field.required': 'Fill this in.',
  'field.unknown': 'This field does not exist.',
  'field.type': 'This is not the right kind of value.',
  'field.too_short': 'Use at least {minimum} characters.',
  'field.too_long': 'Use at most {maximum} characters.',
  'field.too_small': 'Use {minimum} or more.',
  'field.too_big': 'Use {maximum} or less.',
  'field.too_many': 'Choose at most {maximum}.',
  'field.invalid': 'This is not a valid value.',
  'field.email': 'Write a full e-mail address, like ana@example.com.',
  'field.characters': 'There is a character here that cannot be used.',
  'field.timezone': 'Choose a timezone of the list.',
  'field.language': 'Choose a language of the list.',
  'field.issuer': 'Write the issuer as the provider names it, like https://accounts.example.com.',
  'field.username': 'Use letters, digits, dot, underscore and hyphen; or your own e-mail address.',
  'field.code': 'Type the six digits.',
  'field.recovery_code': 'Type the ten letters and digits of one code.',
  'field.address': 'Write an address like 203.0.113.7, or a block like 203.0.113.0/24.',
  'field.host_bits': 'A block begins with its first address: {block}.',
  'password.length': 'Use at least 8 characters.',
  'password.too_long': 'Use at most 128 characters.',
  'password.upper': 'Add an upper-case letter.',
  'password.lower': 'Add a lower-case letter.',
  'password.digit': 'Add a digit.',
  'password.same': 'This is the password that you have now. Choose another.',
  'password.personal': 'Beside names of yours, of your company or of Rollcall, use at least 8 other characters.',
  'password.well_known': 'This password is well known. Choose another.',
} as const;

export type FieldErrorCode = keyof typeof FIELD_ERRORS;

/** Fills `{name}` in a catalogue's text. */
export function fillIn(text: string, params: Readonly<Record<string, unknown>> = {}): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
