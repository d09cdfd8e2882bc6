import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { formatList, formatNumber } from '../ui/format.ts';

type Named = { readonly items: readonly { readonly id: string; readonly name: string }[] };

/** Where the names stand, each under the key that its own page has. */
const SOURCES: Readonly<Record<string, (signal: AbortSignal) => Promise<Named>>> = {
  tags: (signal) => call('listTags', { signal }),
  skillGroups: (signal) => call('listSkillGroups', { signal }),
  dialerRoles: (signal) => call('listDialerRoles', { signal }),
  userGroups: (signal) => call('listUserGroups', { signal }),
};

interface Props {
  field: string;
  /** `<id>`, or `<id>:<level>`. */
  lines: readonly string[];
}

/** Tags, skill groups, dialer roles or user groups by name, for who may see them. */
export function SetNames({ field, lines }: Props) {
  const { t } = useTranslation('activity');
  const me = useMe();
  const source = SOURCES[field];
  const { data } = useQuery({
    queryKey: [field],
    queryFn: ({ signal }) => source?.(signal) ?? { items: [] },
    enabled: 'agent.view' in me.dialer.permissions,
    staleTime: 60_000,
  });
  if (lines.length === 0) return t('nothing');
  const names = lines.map((line) => {
    const [id = '', level] = line.split(':');
    const name = data?.items.find((one) => one.id === id)?.name ?? (data ? t('unknownSet') : id.slice(-6));
    return level === undefined ? name : t('withLevel', { name, level: formatNumber(Number(level)) });
  });
  return formatList(names);
}
