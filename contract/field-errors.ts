import type { z } from 'zod';
import { ERRORS, type ErrorCode, FIELD_ERRORS, type FieldErrorCode, fillIn } from './errors.ts';
import type { FieldError } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Params = Record<string, string | number>;

/** So that the answer to a mebibyte of nonsense stays small. */
const MOST_ERRORS = 100;

/** A field error with its English text. */
export function fieldErrorAt(path: string, code: FieldErrorCode | ErrorCode, params?: Params): FieldError {
  const text = code in FIELD_ERRORS ? FIELD_ERRORS[code as FieldErrorCode] : ERRORS[code as ErrorCode].text;
  return { path, code, message: fillIn(text, params), ...(params ? { params } : {}) };
}

/** The value as the schema reads it, or one entry for each bad field. The same for a form and for the API. */
export function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { ok: true; value: z.output<S> } | { ok: false; errors: FieldError[] } {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, errors: result.error.issues.flatMap(ofIssue).slice(0, MOST_ERRORS) };
}

function ofIssue(issue: Issue): FieldError[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => fieldErrorAt([...issue.path, key].join('.'), 'field.unknown'));
  }
  const [code, params] = codeOf(issue);
  return [fieldErrorAt(path, code, params)];
}

function codeOf(issue: Issue): [FieldErrorCode, Params?] {
  if (issue.message in FIELD_ERRORS) {
    const params = issue.code === 'custom' ? (issue.params as Params | undefined) : undefined;
    return [issue.message as FieldErrorCode, params && Object.keys(params).length > 0 ? params : undefined];
  }
  switch (issue.code) {
    case 'invalid_type':
      return [issue.input === undefined ? 'field.required' : 'field.type'];
    case 'too_small': {
      const minimum = Number(issue.minimum);
      if (issue.origin !== 'string') return ['field.too_small', { minimum }];
      return minimum === 1 ? ['field.required'] : ['field.too_short', { minimum }];
    }
    case 'too_big': {
      const maximum = Number(issue.maximum);
      if (issue.origin === 'string') return ['field.too_long', { maximum }];
      return [issue.origin === 'array' ? 'field.too_many' : 'field.too_big', { maximum }];
    }
    default:
      return ['field.invalid'];
  }
}
