import { ApiError } from '../api/client.ts';
import { i18n } from '../locales/i18n.ts';
import { tError } from '../locales/t-error.ts';

/** What happened, in one or two sentences of the catalogue. */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return tError('server.error');
  return error.problem ? tError(error.problem.code, error.problem.params) : i18n.t('error.offline');
}
