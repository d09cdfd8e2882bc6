import { z } from 'zod';
import { ERRORS, type ErrorCode, FIELD_ERRORS, type FieldErrorCode } from './errors.ts';

export const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).meta({ id: 'ErrorCode' });
const fieldErrorCode = z.enum(Object.keys(FIELD_ERRORS) as [FieldErrorCode, ...FieldErrorCode[]]);
const params = z.record(z.string(), z.union([z.string(), z.number()]));

export const fieldError = z
  .strictObject({
    path: z.string().describe('The field, with dots between levels: `departments.0`.'),
    code: z.union([fieldErrorCode, errorCode]),
    message: z.string(),
    params: params.optional(),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof fieldError>;

/** Problem details (RFC 9457) with the catalogue's `code`, and one entry in `errors` for each bad field. */
export const problem = z
  .strictObject({
    type: z.string().describe('Where the error is described.'),
    title: z.string(),
    status: z.int(),
    code: errorCode,
    params: params.optional(),
    errors: z.array(fieldError).optional(),
    current: z.unknown().optional().describe('With 412: the thing as it is now, as GET shows it.'),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

/** The outcome of a rule: allowed, or not and why. */
export const decision = z
  .discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true) }),
    z.strictObject({ ok: z.literal(false), because: errorCode }),
  ])
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof decision>;
