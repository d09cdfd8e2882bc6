import { Drawer } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { listTags } from '../../contract/tags.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatNumber } from '../ui/format.ts';
import { useEscape } from '../ui/use-escape.ts';
import { useLast } from '../ui/use-last.ts';
import classes from './AgentSets.module.css';
import { MemberEditor } from './MemberEditor.tsx';
import type { AgentSet, SetKind } from './set-kind.ts';

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
  const last = useLast(id);
  const set = sets?.items.find((one) => one.id === last);
  const withAll = sets?.withAll ?? 0;
  const isMissing = sets !== undefined && !set;
  const opened = id !== undefined && sets !== undefined;
  const onKeyDown = useEscape(opened, onClose);
  return (
    <Drawer
      {...{ opened, onClose, onKeyDown }}
      closeOnEscape={false}
      position="right"
      size="min(100%, 760px)"
      title={isMissing ? t(`${kind.words}.missing`) : set && <Title set={set} />}
      overlayProps={{ backgroundOpacity: 0.35 }}
      closeButtonProps={{ 'aria-label': t('members.close') }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
    >
      {set && (
        <MemberEditor
          key={set.id}
          {...{ kind, set }}
          label={t(`${kind.words}.members`)}
          note={withAll > 0 ? t(`${kind.words}.andAll`, { count: withAll, number: formatNumber(withAll) }) : undefined}
        />
      )}
      {isMissing && (
        <EmptyState icon={IconMapOff} title={t(`${kind.words}.missing`)}>
          {t(`${kind.words}.missingText`)}
        </EmptyState>
      )}
    </Drawer>
  );
}

function Title({ set: { name, members } }: { set: AgentSet }) {
  const { t } = useTranslation('tags');
  return (
    <>
      <bdi>{name}</bdi>
      <span className={classes.count}>{t('members.count', { count: members, number: formatNumber(members) })}</span>
    </>
  );
}
