import { makeAgent } from '../dialer.ts';
import { makeLead } from '../leads.ts';
import { FIRST_VERSION, ownerOf, type Ready, type Scenario, type Scenarios } from './scenario.ts';

const WHOLE = {
  firstName: 'Zoe',
  lastName: 'Adler',
  phone: '+4930901820',
  status: 'call_back',
  weight: 40,
  callBackAt: '2026-12-01T09:30:00.000Z',
  language: 'de',
  group: 'Fair',
} as const;

/** The main user does it to a lead that an agent has; `to` has none. */
const toLead =
  (readyOf: (given: { lead: string; to: string }) => Partial<Ready>, isAssigned = true): Scenario =>
  async (stage) => {
    const { account, actor, client } = await ownerOf(stage);
    const [from, to] = [await makeAgent(stage.app, account.id), await makeAgent(stage.app, account.id)];
    const { phone: _, ...wishes } = WHOLE;
    const lead = await makeLead(stage.app, account.id, {
      ...wishes,
      language: isAssigned ? 'de' : null,
      assignedTo: isAssigned ? from.id : null,
    });
    return { client, actor, ...readyOf({ lead, to: to.id }) };
  };

/** What is done to leads. */
export const OF_LEADS: Scenarios = {
  createLead: [
    async (stage) => ({ ...(await ownerOf(stage)), body: WHOLE, headers: { 'idempotency-key': 'once' } }),
    async (stage) => ({ ...(await ownerOf(stage)), body: { phone: '+4930901820' } }),
  ],
  updateLead: [
    toLead(({ lead }) => ({
      params: { id: lead },
      headers: FIRST_VERSION,
      body: {
        ...WHOLE,
        firstName: 'Lea',
        lastName: 'Dahl',
        status: 'done',
        weight: 1,
        callBackAt: null,
        language: 'fr',
        group: '',
      },
    })),
  ],
  deleteLead: [toLead(({ lead }) => ({ params: { id: lead } })), toLead(({ lead }) => ({ params: { id: lead } }), false)],
  assignLeads: [
    toLead(({ lead, to }) => ({ body: { leads: [lead], to } })),
    toLead(({ lead, to }) => ({ body: { leads: [lead], to } }), false),
    toLead(({ lead }) => ({ body: { leads: [lead], to: null } })),
  ],
  distributeLeads: [toLead(() => ({ body: {} }), false)],
  importLeads: [
    async (stage) => ({
      ...(await ownerOf(stage)),
      body: { csv: `${Object.keys(WHOLE).join(',')}\n${Object.values(WHOLE).join(',')}\n,,+4930901821` },
    }),
  ],
};
