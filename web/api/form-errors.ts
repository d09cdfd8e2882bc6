import type { z } from 'zod';
import type { ErrorCode } from '../../contract/errors.ts';
import { check } from '../../contract/field-errors.ts';
import type { FieldError } from '../../contract/problem.ts';
import { tError } from '../locales/t-error.ts';
import type { ApiError } from './client.ts';

/** Errors of a form as Mantine keeps them: by path, one text for each field. */
type FieldTexts = Record<string, string>;

/** A refusal of the whole request that belongs to one field, such as a taken address. */
export type FieldOfCode = Partial<Record<ErrorCode, string>>;

/** A `validate` of `useForm` that asks what the API would ask. `toBody` makes the request's body of the values. */
export function validateWith<Values>(schema: z.ZodType, toBody: (values: Values) => unknown = (values) => values) {
  return (values: Values): FieldTexts => {
    const result = check(schema, toBody(values));
    return result.ok ? {} : textsOf(result.errors);
  };
}

/** What the server found wrong, for `form.setErrors`. Empty where the refusal is about no field. */
export function toFormErrors(error: ApiError, fieldOf: FieldOfCode = {}): FieldTexts {
  const { problem } = error;
  if (!problem) return {};
  if (problem.errors?.length) return textsOf(problem.errors);
  const path = fieldOf[problem.code];
  return path ? { [path]: tError(problem.code, problem.params) } : {};
}

/** The first error of each field, since a form shows one at a time. */
function textsOf(errors: readonly FieldError[]): FieldTexts {
  const texts: FieldTexts = {};
  for (const { path, code, params } of errors) texts[path] ??= tError(code, params);
  return texts;
}

/** Moves the focus to the wrong field that stands first on the page. */
export function focusFirstError(paths: Iterable<string>, nodeOf: (path: string) => HTMLElement | null): void {
  const nodes = [...paths].map(nodeOf).filter((node) => node !== null);
  const [first] = nodes.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  first?.focus();
}
