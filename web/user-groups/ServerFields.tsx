import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserGroup } from '../../contract/user-groups.ts';
import { formatNumber } from '../ui/format.ts';
import { TwoBoxes } from '../ui/TwoBoxes.tsx';
import type { UserGroupForm } from './use-user-group-form.ts';
import type { useServers } from './use-user-groups.ts';

interface Props {
  form: UserGroupForm;
  group: UserGroup | null;
  servers: NonNullable<ReturnType<typeof useServers>>;
  /** Why nothing can be changed. */
  because: string | undefined;
}

const LEVELS = Array.from({ length: 10 }, (_, n) => n + 1);

/** Who serves the group: agents with one of these tags, or good enough in one of these skill groups. */
export function ServerFields({ form, group, servers, because }: Props) {
  const { t } = useTranslation('user-groups');
  const { tags, skillGroups } = form.values;
  const levels = new Map(skillGroups.map(({ id, minimumLevel }) => [id, minimumLevel]));
  const setLevel = (id: string, minimumLevel: number) =>
    form.setFieldValue(
      'skillGroups',
      skillGroups.map((one) => (one.id === id ? { id, minimumLevel } : one)),
    );
  return (
    <>
      <TwoBoxes
        label={t('field.tags')}
        description={t('field.tagsHelp')}
        items={linesOf(servers.tags, group?.tags)}
        selected={tags}
        onChange={(ids) => form.setFieldValue('tags', ids)}
        because={because}
        error={form.errors.tags}
        data-path="tags"
      />
      <TwoBoxes
        label={t('field.skillGroups')}
        description={t('field.skillGroupsHelp')}
        items={linesOf(servers.skillGroups, group?.skillGroups)}
        selected={skillGroups.map(({ id }) => id)}
        onChange={(ids) =>
          form.setFieldValue(
            'skillGroups',
            ids.map((id) => ({ id, minimumLevel: levels.get(id) ?? 1 })),
          )
        }
        because={because}
        error={form.errors.skillGroups}
        data-path="skillGroups"
        slot={({ id, label }) => (
          <NativeSelect
            size="xs"
            aria-label={t('levelOf', { name: label })}
            value={levels.get(id) ?? 1}
            disabled={because !== undefined}
            data={LEVELS.map((level) => ({ value: String(level), label: t('level', { level: formatNumber(level) }) }))}
            onChange={(event) => setLevel(id, Number(event.currentTarget.value))}
          />
        )}
      />
    </>
  );
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Those that one sees, and those that serve the group although one does not see them. */
function linesOf(seen: readonly Named[], serving: readonly Named[] = []) {
  const known = new Set(seen.map(({ id }) => id));
  return [...seen, ...serving.filter(({ id }) => !known.has(id))].map(({ id, name }) => ({ id, label: name }));
}
