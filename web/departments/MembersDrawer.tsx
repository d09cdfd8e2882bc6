import { Drawer } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatNumber } from '../ui/format.ts';
import { useLast } from '../ui/use-last.ts';
import classes from './Members.module.css';
import { MembersList } from './MembersList.tsx';
import type { Department } from './use-departments.ts';

interface Props {
  /** Whose members show; undefined while the drawer is closed. */
  id: string | undefined;
  /** Undefined while they are not known. */
  departments: readonly Department[] | undefined;
  onClose: () => void;
}

/** Who is in a department, beside the list. */
export function MembersDrawer({ id, departments, onClose }: Props) {
  const { t } = useTranslation('departments');
  const last = useLast(id);
  const department = departments?.find((one) => one.id === last);
  const isMissing = departments !== undefined && !department;
  return (
    <Drawer
      opened={id !== undefined && departments !== undefined}
      onClose={onClose}
      position="right"
      size={480}
      title={isMissing ? t('members.missing') : <Title department={department} />}
      overlayProps={{ backgroundOpacity: 0.35 }}
      closeButtonProps={{ 'aria-label': t('members.close') }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
    >
      {department && <MembersList department={department} />}
      {isMissing && (
        <EmptyState icon={IconMapOff} title={t('members.missing')}>
          {t('members.missingText')}
        </EmptyState>
      )}
    </Drawer>
  );
}

function Title({ department }: { department: Department | undefined }) {
  const { t } = useTranslation('departments');
  if (!department) return null;
  return (
    <>
      <bdi>{department.name}</bdi>
      <span className={classes.count}>
        {t('members.count', { count: department.users, number: formatNumber(department.users) })}
      </span>
    </>
  );
}
