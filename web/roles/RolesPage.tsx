import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RolesList } from './RolesList.tsx';
import { RolesMatrix } from './RolesMatrix.tsx';

/** What each built-in role may do: a matrix, or on narrow screens one list for each role. */
export function RolesPage() {
  const { t } = useTranslation('roles');
  const isNarrow = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  return (
    <>
      <PageHeader title={t('title')} lead={`${t('lead')} ${t('adminNote')}`} />
      {isNarrow ? <RolesList /> : <RolesMatrix />}
    </>
  );
}
