import { useTranslation } from 'react-i18next';
import { SearchField } from '../ui/SearchField.tsx';

/** The search box of the users. */
export function UserSearch({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { t } = useTranslation('users');
  return <SearchField q={q} onChange={onChange} label={t('filter.search')} hint={t('filter.searchHint')} />;
}
