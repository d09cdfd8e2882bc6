import type { ErrorCode, FieldErrorCode } from '../../contract/errors.ts';
import { i18n } from './i18n.ts';

/** The text of a refusal or of a wrong field, in the reader's language. */
export function tError(code: ErrorCode | FieldErrorCode, params?: Readonly<Record<string, string | number>>): string {
  return String(i18n.t(code as never, { ns: 'errors', ...params } as never));
}
