import { Group, MultiSelect, TagsInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { OPEN_LEADS } from '../../contract/leads.ts';
import { spokenLanguageOption, spokenLanguageOptions } from '../locale-settings/options.ts';
import { WholeNumberInput } from '../ui/WholeNumberInput.tsx';
import type { UserGroupForm } from './use-user-group-form.ts';

/** Which leads: by status, language, group and weight. What is left empty does not narrow. */
export function FilterFields({ form, isFixed }: { form: UserGroupForm; isFixed: boolean }) {
  const { t } = useTranslation('user-groups');
  const { languages } = form.values;
  const options = useMemo(() => {
    const common = spokenLanguageOptions();
    const known = new Set(common.map(({ value }) => value));
    return [...languages.filter((one) => !known.has(one)).map(spokenLanguageOption), ...common];
  }, [languages]);
  const error = (name: string) => form.errors[`filter.${name}`];
  const any = (values: readonly unknown[]) => (values.length === 0 ? t('any') : undefined);
  return (
    <>
      <MultiSelect
        label={t('field.statuses')}
        placeholder={any(form.values.statuses)}
        data={[...new Set([...OPEN_LEADS, ...form.values.statuses])].map((value) => ({ value, label: t(`status.${value}`) }))}
        disabled={isFixed}
        {...form.getInputProps('statuses')}
        error={error('statuses')}
      />
      <MultiSelect
        label={t('field.languages')}
        placeholder={any(form.values.languages)}
        data={options.map(({ value, label }) => ({ value, label }))}
        searchable
        limit={100}
        nothingFoundMessage={t('noLanguage')}
        disabled={isFixed}
        {...form.getInputProps('languages')}
        error={error('languages')}
      />
      <TagsInput
        label={t('field.groups')}
        description={t('field.groupsHelp')}
        placeholder={any(form.values.groups)}
        disabled={isFixed}
        {...form.getInputProps('groups')}
        error={error('groups')}
      />
      <Group grow align="flex-start">
        <WholeNumberInput
          label={t('field.minimumWeight')}
          placeholder={t('any')}
          disabled={isFixed}
          {...form.getInputProps('minimumWeight')}
          error={error('minimumWeight')}
        />
        <WholeNumberInput
          label={t('field.maximumWeight')}
          placeholder={t('any')}
          disabled={isFixed}
          {...form.getInputProps('maximumWeight')}
          error={error('maximumWeight')}
        />
      </Group>
    </>
  );
}
