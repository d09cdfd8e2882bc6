import type { FastifyInstance } from 'fastify';
import { accountHandlers } from './accounts/handlers.ts';
import { agentHandlers } from './agents/handlers.ts';
import { departmentHandlers } from './departments/handlers.ts';
import { mountMetrics } from './http/metrics.ts';
import { type Handlers, mountApi, type Parts } from './http/mount.ts';
import { openApiDocument } from './http/openapi.ts';
import { answerNotFound, createServer } from './http/server.ts';
import { serveWebApp } from './http/web-app.ts';
import { liveHandlers } from './live/handlers.ts';
import { isMailboxOpen, mountMailbox } from './mailbox/pages.ts';
import { meHandlers } from './me/handlers.ts';
import { passwordResetHandlers } from './password-resets/handlers.ts';
import { LiveHub } from './platform/live-hub.ts';
import { attemptHandlers, secondFactorHandlers } from './second-factors/handlers.ts';
import { securityHandlers } from './security/handlers.ts';
import { sessionHandlers } from './sessions/handlers.ts';
import { accountProviderHandlers, connectionHandlers, providerSignInHandlers } from './sign-in-providers/handlers.ts';
import { userHandlers } from './users/handlers.ts';

/** The product: one line per feature. An endpoint of the contract without a handler does not compile. */
const HANDLERS: Handlers = {
  ...accountHandlers, //       sign up, activate
  ...sessionHandlers, //       sign in, sign out
  ...attemptHandlers, //       the second half of a sign-in
  ...secondFactorHandlers, //  authenticator app, recovery codes, remembered browsers
  ...passwordResetHandlers, // forgotten password
  ...meHandlers, //            who I am, my password
  ...securityHandlers, //      rules of sign-in, allowed addresses, locks
  ...providerSignInHandlers, //sign in with Google or another provider
  ...connectionHandlers, //    what is connected to my user
  ...accountProviderHandlers, // the account's own providers
  ...userHandlers, //          the users of the account
  ...departmentHandlers, //    departments
  ...agentHandlers, //         the Dialer: agents
  ...liveHandlers, //          what changes, as it happens
};

/** Puts the server together. `webFolder` holds the built web app; without it only the API is served. */
export async function createApp({ db, config, secrets }: Omit<Parts, 'live'>, webFolder?: string): Promise<FastifyInstance> {
  const server = createServer(config, db);
  const live = new LiveHub(db, { log: (error) => server.log.error({ err: error }, 'Live events could not be read') });
  server.addHook('preClose', () => live.close());
  const parts = { db, config, secrets, live };
  mountMetrics(server, config, live);
  mountApi(server, parts, HANDLERS, isMailboxOpen(config));
  const document = JSON.stringify(openApiDocument());
  server.get('/api/v1/openapi.json', (_, reply) => reply.type('application/json').send(document));
  mountMailbox(server, config);
  if (webFolder) await serveWebApp(server, webFolder);
  else server.setNotFoundHandler(answerNotFound);
  return server;
}
