import { z } from 'zod';
import type { Activity } from '../../contract/activity.ts';
import { API } from '../../contract/api.ts';
import { type Endpoint, errorsOf, type Records } from '../../contract/endpoint.ts';
import { ERRORS } from '../../contract/errors.ts';
import { problem } from '../../contract/problem.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the contract, so that it is always true. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  const schemas: Json = {};
  schemaOf(problem, schemas);
  for (const endpoint of Object.values(API) as Endpoint[]) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall',
      version: '1',
      description:
        'The user management of cloud-telephony providers and contact centres. Errors are problem details (RFC 9457) with a `code`. Times are RFC 3339 in UTC; ids are UUIDs.',
    },
    paths,
    components: {
      schemas,
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'rollcall_session' } },
    },
  };
}

function operation(endpoint: Endpoint, schemas: Json): Json {
  return {
    operationId: endpoint.name,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: [endpoint.description, accessText(endpoint), recordsText(endpoint)].filter(Boolean).join('\n\n'),
    ...(isList(endpoint.records) ? { 'x-records': endpoint.records } : {}),
    ...(endpoint.access === 'public' ? {} : { security: [{ session: [] }] }),
    ...parametersOf(endpoint, schemas),
    ...(endpoint.body
      ? {
          requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, schemas, 'input') } } },
        }
      : {}),
    responses: responsesOf(endpoint, schemas),
  };
}

function accessText({ access }: Endpoint): string {
  if (access === 'public') return 'Open to anybody.';
  return access === 'session'
    ? 'For every signed-in user.'
    : `Needs the permission ${[access]
        .flat()
        .map((one) => `\`${one}\``)
        .join(' or ')}.`;
}

/** What a call leaves in the record of the account. */
function recordsText({ records }: Endpoint): string {
  if (!records) return '';
  return isList(records)
    ? `Recorded as ${records.map((one) => `\`${one}\``).join(', ')}.`
    : `Nothing is recorded. ${records.nothing}`;
}

function isList(records: Records | undefined): records is readonly Activity[] {
  return Array.isArray(records);
}

function parametersOf(endpoint: Endpoint, schemas: Json): Json {
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  };
  const parameters = [
    ...fieldsOf(endpoint.params, 'path', schemas),
    ...fieldsOf(endpoint.query, 'query', schemas),
    ...(endpoint.versioned
      ? [
          {
            name: 'If-Match',
            in: 'header',
            required: true,
            description: 'The version that was seen.',
            schema: { type: 'string', examples: ['"7"'] },
          },
        ]
      : []),
    ...(endpoint.idempotent ? [header] : []),
    ...(endpoint.stream ? [LAST_EVENT] : []),
  ];
  return parameters.length > 0 ? { parameters } : {};
}

const LAST_EVENT = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The same as `after`, and before it. Browsers send it when they come back.',
  schema: { type: 'string' },
};

function fieldsOf(schema: z.ZodObject | undefined, where: 'path' | 'query', schemas: Json): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, schemas, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === 'path' || (required.includes(name) && Object.keys(rest).length > 0),
    ...(description ? { description } : {}),
    schema: rest,
  }));
}

function contentOf(endpoint: Endpoint, schemas: Json): Json {
  const { download, stream, response } = endpoint;
  if (download) return { content: { [download]: { schema: { type: 'string' } } } };
  return response ? { content: { [stream ?? 'application/json']: { schema: schemaOf(response, schemas) } } } : {};
}

function responsesOf(endpoint: Endpoint, schemas: Json): Json {
  const responses: Record<string, Json> = {
    [endpoint.status]: {
      description: endpoint.response || endpoint.download ? 'Done.' : 'Done; there is nothing to answer.',
      ...contentOf(endpoint, schemas),
    },
  };
  const byStatus = Map.groupBy(errorsOf(endpoint), (code) => ERRORS[code].status);
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
    responses[status] = {
      description: codes.map((code) => `\`${code}\`: ${ERRORS[code].text}`).join('\n\n'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return responses;
}

/** The JSON schema; what has a name of its own (`.meta({ id })`) goes to the components, once for all. */
function schemaOf(schema: z.ZodType, schemas: Json, io: 'input' | 'output' = 'output'): Json {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const text = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $schema: _, '~standard': __, $defs = {}, ...rest } = JSON.parse(text) as Json & { $defs?: Json };
  Object.assign(schemas, $defs);
  return rest;
}
