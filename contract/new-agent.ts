import { z } from 'zod';
import { DEFAULTABLE, type DefaultableName, type SettingValues, shownSettings } from './agent-settings-shapes.ts';
import { endpoint } from './endpoint.ts';
import { decision } from './problem.ts';

type AccountShape = { [K in DefaultableName]: z.ZodType<SettingValues[K]> };

/** What the form of a new agent has to know before there is one. */
export const getNewAgent = endpoint({
  name: 'getNewAgent',
  method: 'GET',
  path: '/api/v1/agents/new',
  access: 'agent.view',
  tag: 'Agents',
  summary: 'What the account says for agents who have nothing of their own, and what the caller may give a new one',
  response: z.strictObject({
    defaults: z
      .strictObject(Object.fromEntries(DEFAULTABLE.map((name) => [name, shownSettings[name]])) as unknown as AccountShape)
      .describe('In force where neither the agent nor a role of theirs says anything.'),
    sipDomain: z.string().describe('What phones register with.'),
    can: z.strictObject({
      create: decision,
      changeLimits: decision,
      giveSuperuser: decision,
      giveAllTags: decision,
      generateExtension: decision,
    }),
  }),
  status: 200,
  errors: [],
});
