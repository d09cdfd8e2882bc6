import { z } from 'zod';

/** What every list takes: `?limit=25&cursor=…`. The cursor comes from the `next` of the page before. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(25).describe('How many, 1 to 200.'),
  cursor: z.string().max(8000).optional().describe('`next` of the page before.'),
};

/** A filter that may be given several times: `?status=active&status=pending`. */
export function many<T extends z.ZodType>(item: T, maximum = 50) {
  return z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(maximum).optional(),
  );
}

/** A page of a list. `next` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}
