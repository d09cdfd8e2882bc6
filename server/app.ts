import type { FastifyInstance } from 'fastify';
import { accountHandlers } from './accounts/handlers.ts';
import { departmentHandlers } from './departments/handlers.ts';
import { mountMetrics } from './http/metrics.ts';
import { type Handlers, mountApi, type Parts } from './http/mount.ts';
import { openApiDocument } from './http/openapi.ts';
import { answerNotFound, createServer } from './http/server.ts';
import { serveWebApp } from './http/web-app.ts';
import { isMailboxOpen, mountMailbox } from './mailbox/pages.ts';
import { meHandlers } from './me/handlers.ts';
import { passwordResetHandlers } from './password-resets/handlers.ts';
import { securityHandlers } from './security/handlers.ts';
import { sessionHandlers } from './sessions/handlers.ts';
import { userHandlers } from './users/handlers.ts';

/** The product: one line per feature. An endpoint of the contract without a handler does not compile. */
const HANDLERS: Handlers = {
  ...accountHandlers, //       sign up, activate
  ...sessionHandlers, //       sign in, sign out
  ...passwordResetHandlers, // forgotten password
  ...meHandlers, //            who I am, my password
  ...securityHandlers, //      rules of sign-in, allowed addresses, locks
  ...userHandlers, //          the users of the account
  ...departmentHandlers, //    departments
};

/** Puts the server together. `webFolder` holds the built web app; without it only the API is served. */
export async function createApp(parts: Parts, webFolder?: string): Promise<FastifyInstance> {
  const server = createServer(parts.config, parts.db);
  mountMetrics(server, parts.config);
  mountApi(server, parts, HANDLERS, isMailboxOpen(parts.config));
  const document = JSON.stringify(openApiDocument());
  server.get('/api/v1/openapi.json', (_, reply) => reply.type('application/json').send(document));
  mountMailbox(server, parts.config);
  if (webFolder) await serveWebApp(server, webFolder);
  else server.setNotFoundHandler(answerNotFound);
  return server;
}
