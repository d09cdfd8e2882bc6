import { useTranslation } from 'react-i18next';
import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import type { Section } from '../../contract/setting.ts';
import classes from './AgentForm.module.css';
import type { AgentChoices } from './agent-choices.ts';
import { MEMBERSHIPS, type Membership } from './agent-values.ts';
import { MembershipField } from './MembershipField.tsx';
import { SettingField } from './SettingField.tsx';

/** The setting that says the same of all of them. */
const OF_ALL: Readonly<Record<Membership, SettingName>> = {
  dialerRoles: 'isSuperuser',
  tags: 'hasAllTags',
  skillGroups: 'hasAllSkillGroups',
};

/** Those that stand below the choice that opens them. */
const OPENED = new Set(SETTING_NAMES.flatMap((name) => Object.values(settingOf(name).opens ?? {}).flat()));

/** The settings that a section of the form shows, in the order of their declaration. */
function settingsOf(section: Section): SettingName[] {
  return SETTING_NAMES.filter((name) => settingOf(name).section === section && !OPENED.has(name));
}

/** One section of the form. */
export function AgentSection({ section, choices }: { section: Section; choices: AgentChoices }) {
  const { t } = useTranslation('settings');
  const beside = section === 'membership' ? Object.values(OF_ALL) : [];
  const settings = settingsOf(section).filter((name) => !beside.includes(name));
  return (
    <section id={section} className={classes.section} aria-labelledby={`${section}-title`} data-section={section}>
      <h2 id={`${section}-title`} className={classes.title} tabIndex={-1}>
        {t(`section.${section}`)}
      </h2>
      {section === 'membership' &&
        MEMBERSHIPS.map((name) => (
          <div key={name} className={classes.stack}>
            <MembershipField name={name} choices={choices} />
            <SettingField name={OF_ALL[name]} />
          </div>
        ))}
      {settings.length > 0 && (
        <div className={classes.grid}>
          {settings.map((name) => (
            <SettingField key={name} name={name} />
          ))}
        </div>
      )}
    </section>
  );
}
