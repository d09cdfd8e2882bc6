import { useTranslation } from 'react-i18next';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { RecoveryCodes } from '../second-factors/RecoveryCodes.tsx';

interface Props {
  codes: readonly string[];
  onDone: () => void;
}

/** The codes of an app that was set up at this sign-in. */
export function RecoveryCodesStep({ codes, onDone }: Props) {
  const { t } = useTranslation('second-factors');
  return (
    <>
      <VisitorTitle title={t('codes.title')} />
      <RecoveryCodes codes={codes} onDone={onDone} />
    </>
  );
}
