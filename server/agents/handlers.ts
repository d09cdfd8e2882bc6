import type { AgentSort } from '../../contract/agents.ts';
import type { HandlersOf } from '../http/mount.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import { newId } from '../platform/tokens.ts';
import { readCursor, readSort, writeCursor } from '../users/cursor.ts';
import { addProfile } from './add-profile.ts';
import { countLeadsOf } from './count-leads.ts';
import { createAgent } from './create-agent.ts';
import { exportAgents, recordAgentExport, writtenFilters } from './export-agents.ts';
import { generateExtension } from './extensions.ts';
import { presentNewAgent } from './new-agent.ts';
import { presentAgent, presentAgentInFull } from './present.ts';
import { agentsPage, countAgents } from './queries.ts';
import { removeAgent } from './remove-agent.ts';
import { makeSipPassword } from './sip.ts';
import { updateAgent } from './update-agent.ts';

/** Picked rows may be of any. */
const EVERY_STATUS = ['active', 'pending', 'inactive', 'deleted'] as const;

export const agentHandlers: HandlersOf<
  | 'listAgents'
  | 'countAgents'
  | 'exportAgents'
  | 'exportPickedAgents'
  | 'getAgent'
  | 'getNewAgent'
  | 'createAgent'
  | 'updateAgent'
  | 'removeAgent'
  | 'addProfile'
  | 'countAgentLeads'
  | 'generateExtension'
  | 'makeSipPassword'
> = {
  listAgents: async ({ db, signedIn }, { query }) => {
    const { limit, cursor, sort, ...filters } = query;
    const order = { ...readSort<AgentSort>(sort), after: readCursor(cursor, sort), limit: limit + 1 };
    const rows = await agentsPage(db.reader(signedIn.accountId), signedIn, filters, order);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => presentAgent(signedIn, row)),
      next: last ? writeCursor(sort, last.sort_key, last.id) : null,
    };
  },

  countAgents: ({ db, signedIn }, { query: { exact, ...filters } }) =>
    countAgents(db.reader(signedIn.accountId), signedIn, filters, { exact: exact === 'true' }),

  exportAgents: async ({ db, signedIn, askAgain }, { query: { sort, ...filters } }) => {
    await db.write(signedIn.accountId, (tx) => recordAgentExport(tx, signedIn, writtenFilters(filters)));
    return exportAgents(db, { signedIn, askAgain }, filters, sort);
  },

  exportPickedAgents: async ({ db, signedIn, askAgain }, { body: { ids, sort } }) => {
    await db.write(signedIn.accountId, (tx) => recordAgentExport(tx, signedIn, { rows: { new: ids.length } }));
    return exportAgents(db, { signedIn, askAgain }, { ids, status: EVERY_STATUS }, sort);
  },

  getAgent: ({ db, signedIn }, { params }) => presentAgentInFull(db.reader(signedIn.accountId), signedIn, params.userId),

  getNewAgent: ({ db, signedIn }) => presentNewAgent(db.reader(signedIn.accountId), signedIn),

  createAgent: async ({ db, secrets, signedIn, idempotencyKey }, { body }) => {
    await countAttempt(db, LIMITS.activationBy, signedIn.userId);
    const creation = { signedIn, secrets, id: newId(), agent: body, idempotencyKey };
    const id = await db.write(signedIn.accountId, (tx) => createAgent(tx, creation));
    return presentAgentInFull(db.reader(signedIn.accountId), signedIn, id);
  },

  updateAgent: async ({ db, secrets, signedIn, seenVersion }, { params, body }) => {
    if (body.email !== undefined) await countAttempt(db, LIMITS.activationBy, signedIn.userId);
    const editing = { signedIn, secrets, id: params.userId, seen: seenVersion, edit: body };
    await db.write(signedIn.accountId, (tx) => updateAgent(tx, editing));
    return presentAgentInFull(db.reader(signedIn.accountId), signedIn, params.userId);
  },

  removeAgent: ({ db, signedIn }, { params }) => db.write(signedIn.accountId, (tx) => removeAgent(tx, signedIn, params.userId)),

  addProfile: async ({ db, signedIn }, { params, body }) => {
    await db.write(signedIn.accountId, (tx) => addProfile(tx, signedIn, params.userId, body));
    return presentAgentInFull(db.reader(signedIn.accountId), signedIn, params.userId);
  },

  countAgentLeads: ({ db, signedIn }, { params }) => countLeadsOf(db.reader(signedIn.accountId), signedIn, params.userId),

  generateExtension: async ({ db, signedIn }) => {
    await countAttempt(db, LIMITS.extensionsBy, signedIn.userId);
    return db.write(signedIn.accountId, (tx) => generateExtension(tx, signedIn), { unrecorded: 'reservation' });
  },

  makeSipPassword: async ({ db, signedIn }, { params, body }) => {
    await countAttempt(db, LIMITS.sipPasswordsBy, signedIn.userId);
    const made = await db.write(signedIn.accountId, (tx) => makeSipPassword(tx, signedIn, params.userId, body.password));
    return { ...made, agent: await presentAgentInFull(db.reader(signedIn.accountId), signedIn, params.userId) };
  },
};
