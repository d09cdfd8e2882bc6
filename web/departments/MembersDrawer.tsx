import { useTranslation } from 'react-i18next';
import { useOpenOne } from '../short-list/use-open-one.ts';
import { formatNumber } from '../ui/format.ts';
import { SideDrawer } from '../ui/SideDrawer.tsx';
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
  const { opened, item, isMissing } = useOpenOne(id, departments);
  return (
    <SideDrawer
      {...{ opened, onClose }}
      title={<bdi>{item?.name}</bdi>}
      count={item && t('members.count', { count: item.users, number: formatNumber(item.users) })}
      missing={isMissing && { title: t('members.missing'), text: t('members.missingText') }}
    >
      <div className={classes.body}>{item && <MembersList department={item} />}</div>
    </SideDrawer>
  );
}
