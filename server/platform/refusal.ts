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
  /** What it follows from, for those who look for the fault. */
  readonly cause?: unknown;
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

/** A refusal that stands beside one field. */
export function refuseField(path: string, code: ErrorCode): Refusal {
  return new Refusal(code, { errors: [fieldErrorAt(path, code)] });
}
