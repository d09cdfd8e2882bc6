import { z } from 'zod';

/** A provider that the operator has set up for every account. */
export interface OperatorProvider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const text = (maximum: number) => z.string('must be a text').min(1, 'is empty').max(maximum, 'is too long');
const schema = z.array(
  z.strictObject({
    id: z
      .string('must be a text')
      .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be a word in lower case, like acme')
      .refine((id) => !z.uuid().safeParse(id).success, 'must not look like a UUID'),
    name: text(40),
    issuer: text(300).refine(isIssuer, 'must be like https://accounts.example.com'),
    clientId: text(300),
    clientSecret: text(1000),
  }),
  'must be a list',
);

/** The issuer as the provider names it; without TLS on this machine only. */
function isIssuer(value: string): boolean {
  const url = URL.parse(value);
  if (!url || /[?#@\s]/.test(value)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname));
}

/** Reads the JSON of `OIDC_PROVIDERS`; what is wrong is told one by one, and never with a secret in it. */
export function readProviders(value: string, tell: (message: string) => void): OperatorProvider[] {
  const result = schema.safeParse(parsed(value));
  if (!result.success) {
    for (const { path, message } of result.error.issues) tell(`${path.length > 0 ? `${path.join('.')} ` : ''}${message}`);
    return [];
  }
  const ids = result.data.map(({ id }) => id);
  if (new Set(ids).size < ids.length) tell('each id may stand there once');
  return result.data;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
