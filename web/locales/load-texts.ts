import type { InterfaceLanguage } from '../../contract/languages.ts';
import { i18n } from './i18n.ts';

type Texts = Readonly<Record<string, object>>;

// One file for each language, fetched when somebody reads in it. English is there from the start.
const TEXTS: Readonly<Record<Exclude<InterfaceLanguage, 'en'>, () => Promise<{ texts: Texts }>>> = {
  de: () => import('./de.ts'),
  ar: () => import('./ar.ts'),
};

// What only some pages say, in a file of its own for each language, fetched with the first of these pages.
const LATER = {
  activity: {
    en: () => import('./en/activity.json'),
    de: () => import('./de/activity.json'),
    ar: () => import('./ar/activity.json'),
  },
  agents: {
    en: () => import('./en/agents.json'),
    de: () => import('./de/agents.json'),
    ar: () => import('./ar/agents.json'),
  },
  'agent-form': {
    en: () => import('./en/agent-form.json'),
    de: () => import('./de/agent-form.json'),
    ar: () => import('./ar/agent-form.json'),
  },
  tags: {
    en: () => import('./en/tags.json'),
    de: () => import('./de/tags.json'),
    ar: () => import('./ar/tags.json'),
  },
  'dialer-roles': {
    en: () => import('./en/dialer-roles.json'),
    de: () => import('./de/dialer-roles.json'),
    ar: () => import('./ar/dialer-roles.json'),
  },
  'user-groups': {
    en: () => import('./en/user-groups.json'),
    de: () => import('./de/user-groups.json'),
    ar: () => import('./ar/user-groups.json'),
  },
  'dialer-settings': {
    en: () => import('./en/dialer-settings.json'),
    de: () => import('./de/dialer-settings.json'),
    ar: () => import('./ar/dialer-settings.json'),
  },
  leads: {
    en: () => import('./en/leads.json'),
    de: () => import('./de/leads.json'),
    ar: () => import('./ar/leads.json'),
  },
  'agent-actions': {
    en: () => import('./en/agent-actions.json'),
    de: () => import('./de/agent-actions.json'),
    ar: () => import('./ar/agent-actions.json'),
  },
  'saved-views': {
    en: () => import('./en/saved-views.json'),
    de: () => import('./de/saved-views.json'),
    ar: () => import('./ar/saved-views.json'),
  },
  settings: {
    en: () => import('./en/settings.json'),
    de: () => import('./de/settings.json'),
    ar: () => import('./ar/settings.json'),
  },
} satisfies Record<string, Record<InterfaceLanguage, () => Promise<{ default: object }>>>;

export type LaterTexts = keyof typeof LATER;
export const LATER_TEXTS = Object.keys(LATER) as LaterTexts[];

const needed = new Set<LaterTexts>();

/** Has the texts of a language ready before the first of them is shown. */
export async function loadTexts(language: InterfaceLanguage): Promise<void> {
  await Promise.all([loadMost(language), ...[...needed].map((name) => loadLater(language, name))]);
}

async function loadMost(language: InterfaceLanguage): Promise<void> {
  if (language === 'en' || i18n.hasResourceBundle(language, 'ui')) return;
  const { texts } = await TEXTS[language]();
  for (const [namespace, some] of Object.entries(texts)) i18n.addResourceBundle(language, namespace, some);
}

/** Fetches a page or a part of one together with the texts that only it needs; from then on they come with every language. */
export async function withTexts<Module>(names: LaterTexts | readonly LaterTexts[], load: () => Promise<Module>): Promise<Module> {
  const wanted = typeof names === 'string' ? [names] : names;
  for (const name of wanted) needed.add(name);
  // English too: it stands in for what another language lacks.
  const languages = [...new Set<InterfaceLanguage>(['en', i18n.language as InterfaceLanguage])];
  const texts = wanted.flatMap((name) => languages.map((language) => loadLater(language, name)));
  const [module] = await Promise.all([load(), ...texts]);
  return module;
}

async function loadLater(language: InterfaceLanguage, name: LaterTexts): Promise<void> {
  if (i18n.hasResourceBundle(language, name)) return;
  i18n.addResourceBundle(language, name, (await LATER[name][language]()).default);
}
