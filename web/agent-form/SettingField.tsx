import { Tooltip, VisuallyHidden } from '@mantine/core';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingName, settingOf } from '../../contract/agent-settings.ts';
import { reasonOf } from '../users/reason-of.ts';
import classes from './AgentForm.module.css';
import { errorOf, type FieldProps, useAgentForm } from './agent-form-state.ts';
import { FieldHelp } from './FieldHelp.tsx';
import { ChoiceField } from './fields/ChoiceField.tsx';
import { GeneratedField } from './fields/GeneratedField.tsx';
import { LocaleField } from './fields/LocaleField.tsx';
import { NumberField } from './fields/NumberField.tsx';
import { PhoneField } from './fields/PhoneField.tsx';
import { TextField } from './fields/TextField.tsx';
import { YesNoField } from './fields/YesNoField.tsx';
import { type Kind, kindOf } from './kind-of.ts';
import { OPENED } from './settings-of.ts';

// Heavy, and further down: they come a moment later.
const LanguagesField = lazy(() => import('./fields/LanguagesField.tsx').then((module) => ({ default: module.LanguagesField })));
const SecretField = lazy(() => import('./fields/SecretField.tsx').then((module) => ({ default: module.SecretField })));
const WaitingEmail = lazy(() => import('./WaitingEmail.tsx').then((module) => ({ default: module.WaitingEmail })));
const OpeningField = lazy(() => import('./fields/OpeningField.tsx').then((module) => ({ default: module.OpeningField })));

const FIELDS: Readonly<Record<Kind, ComponentType<FieldProps>>> = {
  text: TextField,
  email: TextField,
  phone: PhoneField,
  generated: GeneratedField,
  secret: SecretField,
  yesNo: YesNoField,
  choice: ChoiceField,
  opening: OpeningField,
  timezone: LocaleField,
  language: LocaleField,
  interfaceLanguage: LocaleField,
  languages: LanguagesField,
  seconds: NumberField,
  tenths: NumberField,
  number: NumberField,
};

/** One setting on the page, as its declaration says: label, help, what is in force, and why it cannot be changed. */
export function SettingField({ name }: { name: SettingName }) {
  const state = useAgentForm();
  const setting = settingOf(name);
  const reason = reasonOf(state.decisionOf(name));
  const kind = kindOf(setting);
  const Field = FIELDS[kind];
  return (
    <Tooltip label={reason} disabled={reason === null} maw={320} position="top-start">
      <div className={classes.field} data-wide={kind === 'opening' || undefined} data-forbidden={reason !== null || undefined}>
        <Suspense fallback={<div className={classes.fieldToCome} />}>
          <Field
            name={name}
            label={<Label name={name} />}
            description={<FieldHelp name={name} reason={reason} />}
            error={errorOf(state, name)}
            required={setting.isRequired === true}
            readOnly={reason !== null}
            fieldOf={(one) => <SettingField key={one} name={one} />}
          />
        </Suspense>
        {name === 'email' && state.agent?.newEmail && reason === null && (
          <Suspense>
            <WaitingEmail agent={state.agent} />
          </Suspense>
        )}
      </div>
    </Tooltip>
  );
}

function Label({ name }: { name: SettingName }) {
  const { t } = useTranslation(['agent-form', 'settings']);
  const { changed, agent } = useAgentForm();
  const { takesEffectWith, isUnused } = settingOf(name);
  const isChanged = agent !== null && changed.includes(name);
  return (
    <>
      {t(`settings:field.${name}`)}
      {isChanged && (
        <span className={classes.changed}>
          <VisuallyHidden> ({t('changed')})</VisuallyHidden>
        </span>
      )}
      {takesEffectWith && !OPENED.has(name) && <span className={classes.later}> {t(`takesEffectWith.${takesEffectWith}`)}</span>}
      {isUnused && <span className={classes.later}> {t('notUsed')}</span>}
    </>
  );
}
