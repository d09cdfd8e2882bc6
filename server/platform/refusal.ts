import type { Activity } from '../../contract/activity.ts';
import { ERRORS, type ErrorCode, fillIn } from '../../contract/errors.ts';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { FieldError } from '../../contract/problem.ts';

interface Details {
  readonly params?: Record<string, string | number>;
  readonly errors?: readonly FieldError[];
  /** With 412: the thing as it is now. */
  readonly current?: unknown;
  /** Seconds after which another try makes sense (RFC 9110, Retry-After). */
  readonly retryAfter?: number;
  /** `recorded`: the transaction that refused has left an entry. */
  readonly concerns?: Concern | 'recorded';
  /** What it follows from, for those who look for the fault. */
  readonly cause?: unknown;
}

/** Whom a refusal is about, where that is known although nobody is signed in; for the record. */
export interface Concern {
  readonly accountId: string;
  readonly userId: string;
  readonly sessionId?: string;
  readonly action: Extract<
    Activity,
    'user.sign_in_failed' | 'user.password_reset_failed' | 'user.activation_failed' | 'request.refused'
  >;
  readonly reason: string;
}

/** The product says no, with a code of the catalogue. It becomes the answer of the request. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, details: Details = {}) {
    super(fillIn(ERRORS[code].text, details.params), { cause: details.cause });
    this.code = code;
    this.details = details;
  }
}

/** The same refusal, with whom it is about. */
export function concerning<E>(error: E, concerns: Concern | 'recorded'): E | Refusal {
  return error instanceof Refusal ? new Refusal(error.code, { ...error.details, concerns }) : error;
}

/** A refusal that stands beside one field. */
export function refuseField(path: string, code: ErrorCode): Refusal {
  return new Refusal(code, { errors: [fieldErrorAt(path, code)] });
}
