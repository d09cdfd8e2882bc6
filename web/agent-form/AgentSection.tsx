import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingName } from '../../contract/agent-settings.ts';
import type { Section } from '../../contract/setting.ts';
import classes from './AgentForm.module.css';
import type { AgentChoices } from './agent-choices.ts';
import { MEMBERSHIPS, type Membership } from './agent-values.ts';
import { SettingField } from './SettingField.tsx';
import { settingsOf } from './settings-of.ts';

// Far down the page, and heavy: it comes a moment later.
const MembershipField = lazy(() => import('./MembershipField.tsx').then((module) => ({ default: module.MembershipField })));

/** The setting that says the same of all of them. */
const OF_ALL: Readonly<Record<Membership, SettingName>> = {
  dialerRoles: 'isSuperuser',
  tags: 'hasAllTags',
  skillGroups: 'hasAllSkillGroups',
};

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
            <Suspense fallback={<div className={classes.boxesToCome} />}>
              <MembershipField name={name} choices={choices} />
            </Suspense>
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
