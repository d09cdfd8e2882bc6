import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { listTags } from '../../contract/tags.ts';
import { useOpenOne } from '../short-list/use-open-one.ts';
import { formatNumber } from '../ui/format.ts';
import { SideDrawer } from '../ui/SideDrawer.tsx';
import { MemberEditor } from './MemberEditor.tsx';
import type { SetKind } from './set-kind.ts';

interface Props {
  kind: SetKind;
  id: string | undefined;
  /** All that one sees; undefined while they are not known. */
  sets: Result<typeof listTags> | undefined;
  onClose: () => void;
}

/** The agents of one tag or skill group, to be changed. */
export function MembersDrawer({ kind, id, sets, onClose }: Props) {
  const { t } = useTranslation('tags');
  const { opened, item: set, isMissing } = useOpenOne(id, sets?.items);
  const withAll = sets?.withAll ?? 0;
  return (
    <SideDrawer
      {...{ opened, onClose }}
      isWide
      title={<bdi>{set?.name}</bdi>}
      count={set && t('members.count', { count: set.members, number: formatNumber(set.members) })}
      missing={isMissing && { title: t(`${kind.words}.missing`), text: t(`${kind.words}.missingText`) }}
    >
      {set && (
        <MemberEditor
          key={set.id}
          {...{ kind, set }}
          label={t(`${kind.words}.members`)}
          note={withAll > 0 ? t(`${kind.words}.andAll`, { count: withAll, number: formatNumber(withAll) }) : undefined}
        />
      )}
    </SideDrawer>
  );
}
