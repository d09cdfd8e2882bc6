import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';

export function ImportButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('leads');
  return (
    <DisabledReason decision={useMe().can.importLeads}>
      <Button variant="default" leftSection={<IconFileImport {...SMALL_ICON} />} onClick={onClick}>
        {t('import.open')}
      </Button>
    </DisabledReason>
  );
}
