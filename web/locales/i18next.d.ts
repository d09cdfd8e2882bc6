import 'i18next';
import type activity from './en/activity.json';
import type agentActions from './en/agent-actions.json';
import type agentForm from './en/agent-form.json';
import type agents from './en/agents.json';
import type dialerRoles from './en/dialer-roles.json';
import type dialerSettings from './en/dialer-settings.json';
import type leads from './en/leads.json';
import type savedViews from './en/saved-views.json';
import type settings from './en/settings.json';
import type tags from './en/tags.json';
import type userGroups from './en/user-groups.json';
import type { english } from './resources.ts';

/** What comes with the pages that say it: `LATER` in `load-texts.ts`. */
interface Later {
  activity: typeof activity;
  'agent-actions': typeof agentActions;
  'agent-form': typeof agentForm;
  agents: typeof agents;
  'dialer-roles': typeof dialerRoles;
  'dialer-settings': typeof dialerSettings;
  leads: typeof leads;
  'saved-views': typeof savedViews;
  settings: typeof settings;
  tags: typeof tags;
  'user-groups': typeof userGroups;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: typeof english & Later;
    interpolationPrefix: '{';
    interpolationSuffix: '}';
  }
}
