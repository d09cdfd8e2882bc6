import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readProviders } from './provider-settings.ts';

const port = z.coerce.number().int().min(0).max(65535);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://');
const webUrl = z.string().refine(isOrigin, 'must be like https://rollcall.example.com, in lower case and without a path');
const addressBlocks = z.string().refine(areBlocks, 'must be like 10.0.0.0/8, 192.168.1.7');
const secretKeys = z
  .string()
  .refine((value) => value.split(',').every(isKey), 'must be 32 bytes as base64 (openssl rand -base64 32), several with commas');
const providers = z.string().transform((value, context) => readProviders(value, (message) => context.addIssue(message)));
const smtpUrl = z.string().regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://');

/** As a browser writes it in `Origin`. */
function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isKey(value: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(value.trim());
}

function areBlocks(value: string): boolean {
  return value.split(',').every((one) => {
    const [address = '', bits = '0', ...rest] = one.trim().split('/');
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    return /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0;
  });
}

/** Every environment variable that Rollcall reads: what it means, and what it is when it is not set. */
export const SETTINGS = {
  PORT: { schema: port.default(3000), about: 'The port to listen on.' },
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    about: 'The address to listen on. `0.0.0.0` or `::` to be reached from other machines.',
  },
  ROLLCALL_URL: {
    schema: webUrl.optional(),
    about: 'The address that people type, used in mailed links. Default: `http://localhost:PORT`.',
  },
  ROLLCALL_DATA_DIR: { schema: z.string().min(1).default('./data'), about: 'Where the embedded database and the mailbox live.' },
  ROLLCALL_SECRET_KEY: {
    schema: secretKeys.optional(),
    about:
      'What encrypts the secrets in the database: 32 bytes as base64. Several with commas: the first encrypts, all decrypt. Default: `secret.key` in the data folder, made at the first start.',
  },
  DATABASE_URL: {
    schema: postgresUrl.optional(),
    about: 'Another PostgreSQL (15 or later) instead of the embedded one, as a role that owns nothing.',
  },
  DATABASE_OWNER_URL: {
    schema: postgresUrl.optional(),
    about: 'The role that owns the tables and migrates. With `DATABASE_URL`.',
  },
  DATABASE_WORKER_URL: { schema: postgresUrl.optional(), about: 'The role of the background worker. With `DATABASE_URL`.' },
  SMTP_URL: {
    schema: smtpUrl.optional(),
    about: 'The mail server, like `smtps://user:password@mail.example.com`. Without it mails are read at `/mailbox`.',
  },
  MAIL_FROM: {
    schema: z.string().min(3).default('Rollcall <rollcall@localhost>'),
    about: 'The sender of mails.',
  },
  SIGN_UP: {
    schema: z.enum(['open', 'closed']).default('open'),
    about: '`open`: anybody can make an account. `closed`: nobody.',
  },
  TRUSTED_PROXIES: {
    schema: addressBlocks.optional(),
    about: 'Addresses or CIDR blocks of reverse proxies whose `X-Forwarded-For` counts, separated by commas.',
  },
  GOOGLE_CLIENT_ID: {
    schema: z.string().min(1).optional(),
    about: 'With `GOOGLE_CLIENT_SECRET`: people may connect their Google account and sign in with it.',
  },
  GOOGLE_CLIENT_SECRET: {
    schema: z.string().min(1).optional(),
    about: 'The secret of `GOOGLE_CLIENT_ID`, from the Google Cloud console.',
  },
  OIDC_PROVIDERS: {
    schema: providers.optional(),
    about:
      'Other OpenID providers for every account, as JSON: `[{"id":"acme","name":"Acme","issuer":"https://…","clientId":"…","clientSecret":"…"}]`.',
  },
  OUTGOING_ALLOW: {
    schema: addressBlocks.optional(),
    about:
      'Private addresses or CIDR blocks that an account’s own provider may be at, and without TLS, separated by commas. Default: public addresses with TLS only.',
  },
  ACTIVITY_DAYS: {
    schema: z.coerce.number().int().min(30).max(36_500).default(400),
    about: 'How many days activity is kept. Whole months go once their last entry is older.',
  },
  WORKERS: {
    schema: z.coerce.number().int().min(0).max(64).default(2),
    about: 'How many background jobs this process runs at once; `0` for none.',
  },
  METRICS_TOKEN: {
    schema: z.string().min(16, 'must have at least 16 characters').optional(),
    about: 'Who sends it as a bearer token may read `/metrics` (Prometheus). Without it: this machine only.',
  },
  LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    about: 'How much is logged, as JSON lines on standard output.',
  },
} as const;

type Values = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };

/** The settings in force. */
export type Config = Omit<Values, 'ROLLCALL_URL'> & { ROLLCALL_URL: string };

/** Thrown at boot; the message lists every setting that is wrong. */
export class ConfigError extends Error {}

/** Reads the environment. Empty variables count as not set. Throws `ConfigError` with all that is wrong at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const wrong: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(SETTINGS)) {
    const result = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (result.success) values[name] = result.data;
    else wrong.push(`${name}: ${result.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  for (const name of Object.keys(env)) {
    if (name.startsWith('ROLLCALL_') && !(name in SETTINGS)) wrong.push(`${name}: there is no such setting`);
  }
  const config = values as Values;
  if (wrong.length === 0) wrong.push(...contradictions(config));
  if (wrong.length > 0) throw new ConfigError(`These settings are wrong:\n  ${wrong.join('\n  ')}`);
  return {
    ...config,
    ROLLCALL_URL: config.ROLLCALL_URL ?? `http://localhost:${config.PORT}`,
    ROLLCALL_DATA_DIR: resolve(config.ROLLCALL_DATA_DIR.replace(/^~(?=\/|$)/, homedir())),
  };
}

function contradictions(config: Values): string[] {
  const wrong: string[] = [];
  const together = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_WORKER_URL'] as const;
  const given = together.filter((name) => config[name]);
  if (given.length > 0 && given.length < together.length) {
    for (const name of together) if (!config[name]) wrong.push(`${name}: must be set where ${given.join(' or ')} is`);
  }
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, OIDC_PROVIDERS } = config;
  if (GOOGLE_CLIENT_ID && !GOOGLE_CLIENT_SECRET) wrong.push('GOOGLE_CLIENT_SECRET: must be set where GOOGLE_CLIENT_ID is');
  if (GOOGLE_CLIENT_SECRET && !GOOGLE_CLIENT_ID) wrong.push('GOOGLE_CLIENT_ID: must be set where GOOGLE_CLIENT_SECRET is');
  if (GOOGLE_CLIENT_ID && OIDC_PROVIDERS?.some(({ id }) => id === 'google')) {
    wrong.push('OIDC_PROVIDERS: the id google is taken by GOOGLE_CLIENT_ID');
  }
  if (config.PORT === 0 && !config.ROLLCALL_URL) wrong.push('ROLLCALL_URL: must be set where PORT is 0');
  return wrong;
}
