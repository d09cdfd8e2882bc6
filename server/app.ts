import type { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { accountHandlers } from './accounts/handlers.ts';
import { activityHandlers } from './activity/handlers.ts';
import { readRecorded } from './activity/read-recorded.ts';
import { startSealer } from './activity/seal-activity.ts';
import { agentHandlers } from './agents/handlers.ts';
import { departmentHandlers } from './departments/handlers.ts';
import { dialerRoleHandlers } from './dialer-roles/handlers.ts';
import { dialerSettingsHandlers } from './dialer-settings/handlers.ts';
import { mountMetrics } from './http/metrics.ts';
import { type Handlers, mountApi, type Parts } from './http/mount.ts';
import { openApiDocument } from './http/openapi.ts';
import { noteRefusal } from './http/refusals.ts';
import { answerNotFound, createServer } from './http/server.ts';
import { serveWebApp } from './http/web-app.ts';
import { leadHandlers } from './leads/handlers.ts';
import { liveHandlers } from './live/handlers.ts';
import { isMailboxOpen, mountMailbox } from './mailbox/pages.ts';
import { meHandlers } from './me/handlers.ts';
import { passwordResetHandlers } from './password-resets/handlers.ts';
import { LiveHub } from './platform/live-hub.ts';
import { RefusedAttempts } from './platform/refused-attempts.ts';
import { savedViewHandlers } from './saved-views/handlers.ts';
import { attemptHandlers, secondFactorHandlers } from './second-factors/handlers.ts';
import { securityHandlers } from './security/handlers.ts';
import { sessionHandlers } from './sessions/handlers.ts';
import { accountProviderHandlers, connectionHandlers, providerSignInHandlers } from './sign-in-providers/handlers.ts';
import { skillGroupHandlers } from './skill-groups/handlers.ts';
import { tagHandlers } from './tags/handlers.ts';
import { userGroupHandlers } from './user-groups/handlers.ts';
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
  ...savedViewHandlers, //     views of its lists
  ...tagHandlers, //           tags of agents, and who has them
  ...skillGroupHandlers, //    skill groups, and who is in them
  ...dialerRoleHandlers, //    what agents may do
  ...userGroupHandlers, //     which leads go to whom
  ...dialerSettingsHandlers, //defaults, extensions, SIP domain
  ...leadHandlers, //          leads: list, import, who gets which
  ...activityHandlers, //      what happened
  ...liveHandlers, //          what changes, as it happens
};

/** Puts the server together. `webFolder` holds the built web app; without it only the API is served. `log`: where to instead of standard output. */
export async function createApp(
  { db, config, secrets, log }: Omit<Parts, 'live'> & { log?: Writable },
  webFolder?: string,
): Promise<FastifyInstance> {
  const server = createServer(config, db, log);
  const logLive = (error: unknown) => server.log.error({ err: error }, 'Live events could not be read');
  const live = new LiveHub(db, { readRecorded, log: logLive });
  const sealer = startSealer(db, { log: (error) => server.log.error({ err: error }, 'The activity could not be sealed') });
  server.addHook('preClose', () => live.close());
  server.addHook('onClose', () => sealer.close());
  const parts = { db, config, secrets, live };
  const counts = mountMetrics(server, config, live);
  const attempts = new RefusedAttempts(db, {
    lost: counts.unrecorded,
    failed: (error) => server.log.error({ err: error }, 'Refusals could not be recorded yet'),
  });
  server.addHook('onClose', () => attempts.close());
  const note = { db, config, attempts, counts };
  mountApi(server, parts, HANDLERS, {
    isMailboxOpen: isMailboxOpen(config),
    noteRefusal: (refused, error) => noteRefusal(note, refused, error),
  });
  const document = JSON.stringify(openApiDocument());
  server.get('/api/v1/openapi.json', (_, reply) => reply.type('application/json').send(document));
  mountMailbox(server, config);
  if (webFolder) await serveWebApp(server, webFolder);
  else server.setNotFoundHandler(answerNotFound);
  return server;
}
