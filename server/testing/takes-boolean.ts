import type { Endpoint } from '../../contract/endpoint.ts';

interface Schema {
  safeParse(value: unknown): { readonly success: boolean };
}

/** Whether a yes or no is the right kind of value for this field of the body. */
export function takesBoolean({ body }: Endpoint, field: string): boolean {
  const { shape } = body as unknown as { shape?: Record<string, Schema> };
  return [true, false].every((value) => shape?.[field]?.safeParse(value).success);
}
