import type { LeadFilter, LeadStatus } from '../../contract/leads.ts';
import type { UserGroup } from '../../contract/user-groups.ts';

/** What the form holds; what is empty does not narrow. */
export interface UserGroupValues extends Record<string, unknown> {
  name: string;
  weight: number | '';
  statuses: LeadStatus[];
  languages: string[];
  groups: string[];
  minimumWeight: number | '';
  maximumWeight: number | '';
  tags: string[];
  skillGroups: { id: string; minimumLevel: number }[];
}

export function valuesOf(group: UserGroup | null): UserGroupValues {
  const { statuses = [], languages = [], groups = [], minimumWeight = '', maximumWeight = '' } = group?.filter ?? {};
  return {
    name: group?.name ?? '',
    weight: group?.weight ?? 0,
    statuses: [...statuses],
    languages: [...languages],
    groups: [...groups],
    minimumWeight,
    maximumWeight,
    tags: group?.tags.map(({ id }) => id) ?? [],
    skillGroups: group?.skillGroups.map(({ id, minimumLevel }) => ({ id, minimumLevel })) ?? [],
  };
}

/** What the values say, as the API takes it. */
export function bodyOf({ name, weight, tags, skillGroups, ...values }: UserGroupValues) {
  return { name, weight: weight === '' ? 0 : weight, filter: filterOf(values), tags, skillGroups };
}

function filterOf(values: Omit<UserGroupValues, 'name' | 'weight' | 'tags' | 'skillGroups'>): LeadFilter {
  const { statuses, languages, groups, minimumWeight, maximumWeight } = values as UserGroupValues;
  return {
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(languages.length > 0 ? { languages: languages as NonNullable<LeadFilter['languages']> } : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(minimumWeight === '' ? {} : { minimumWeight }),
    ...(maximumWeight === '' ? {} : { maximumWeight }),
  };
}
