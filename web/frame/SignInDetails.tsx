import { useTranslation } from 'react-i18next';
import { LinkButton } from '../ui/LinkButton.tsx';
import { Facts } from './Facts.tsx';

interface Props {
  email: string;
  accountCode: string;
  username?: string | null;
}

/** What one signs in with, and the way there with the form filled in. */
export function SignInDetails({ email, accountCode, username = null }: Props) {
  const { t } = useTranslation('frame');
  return (
    <>
      <Facts
        facts={[
          [t('details.email'), email],
          [t('details.username'), username],
          [t('details.accountCode'), accountCode],
        ]}
      />
      <LinkButton to="/sign-in" search={{ login: email, code: accountCode }} fullWidth mt="lg">
        {t('pages.signIn')}
      </LinkButton>
    </>
  );
}
