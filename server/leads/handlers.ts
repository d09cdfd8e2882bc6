import type { LeadSort } from '../../contract/leads.ts';
import { nameKey } from '../../contract/text.ts';
import type { HandlersOf } from '../http/mount.ts';
import { newId } from '../platform/tokens.ts';
import { readCursor, readSort, writeCursor } from '../users/cursor.ts';
import { assignLeads } from './assign-leads.ts';
import { createLead } from './create-lead.ts';
import { deleteLead } from './delete-lead.ts';
import { distributeLeads } from './distribute-leads.ts';
import { importLeads } from './import-leads.ts';
import { leadAgents } from './lead-agents.ts';
import { presentLead, presentLeadById } from './present.ts';
import { countLeads, leadGroups, leadsPage, summarizeLeads } from './queries.ts';
import { updateLead } from './update-lead.ts';

const MOST_GROUPS = 50;

export const leadHandlers: HandlersOf<
  | 'listLeads'
  | 'countLeads'
  | 'summarizeLeads'
  | 'listLeadGroups'
  | 'listLeadAgents'
  | 'getLead'
  | 'createLead'
  | 'updateLead'
  | 'deleteLead'
  | 'assignLeads'
  | 'distributeLeads'
  | 'importLeads'
> = {
  listLeads: async ({ db, signedIn }, { query }) => {
    const { limit, cursor, sort, ...filters } = query;
    const order = { ...readSort<LeadSort>(sort), after: readCursor(cursor, sort), limit: limit + 1 };
    const rows = await leadsPage(db.reader(signedIn.accountId), signedIn, filters, order);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => presentLead(signedIn, row)),
      next: last ? writeCursor(sort, last.sort_key, last.id) : null,
    };
  },

  countLeads: ({ db, signedIn }, { query }) => countLeads(db.reader(signedIn.accountId), signedIn, query),

  summarizeLeads: async ({ db, signedIn }) => ({ items: await summarizeLeads(db.reader(signedIn.accountId), signedIn) }),

  listLeadGroups: async ({ db, signedIn }, { query }) => {
    return { items: await leadGroups(db.reader(signedIn.accountId), nameKey(query.q?.trim() ?? ''), MOST_GROUPS) };
  },

  listLeadAgents: async ({ db, signedIn }, { query }) => {
    return { items: await leadAgents(db.reader(signedIn.accountId), signedIn, query) };
  },

  getLead: ({ db, signedIn }, { params }) => presentLeadById(db.reader(signedIn.accountId), signedIn, params.id),

  createLead: async ({ db, signedIn, idempotencyKey }, { body }) => {
    const creation = { id: newId(), lead: body, idempotencyKey };
    const id = await db.write(signedIn.accountId, (tx) => createLead(tx, signedIn, creation));
    return presentLeadById(db.reader(signedIn.accountId), signedIn, id);
  },

  updateLead: async ({ db, signedIn, seenVersion }, { params, body }) => {
    const editing = { id: params.id, seen: seenVersion, edit: body };
    await db.write(signedIn.accountId, (tx) => updateLead(tx, signedIn, editing));
    return presentLeadById(db.reader(signedIn.accountId), signedIn, params.id);
  },

  deleteLead: ({ db, signedIn }, { params }) => db.write(signedIn.accountId, (tx) => deleteLead(tx, signedIn, params.id)),

  assignLeads: async ({ db, signedIn }, { body }) => {
    return { changed: await db.write(signedIn.accountId, (tx) => assignLeads(tx, signedIn, body)) };
  },

  distributeLeads: ({ db, signedIn }, { body }) => db.write(signedIn.accountId, (tx) => distributeLeads(tx, signedIn, body)),

  importLeads: ({ db, signedIn }, { body }) => db.write(signedIn.accountId, (tx) => importLeads(tx, signedIn, body)),
};
