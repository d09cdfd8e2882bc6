import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIsPhone } from '../ui/use-is-phone.ts';
import classes from './QuickFind.module.css';
import { QuickFindPanel } from './QuickFindPanel.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** People, pages and actions by a few letters. */
export function QuickFindDialog({ opened, onClose }: Props) {
  const { t } = useTranslation('quick-find');
  const isPhone = useIsPhone();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={600}
      padding={0}
      fullScreen={isPhone}
      attributes={{ content: { 'aria-label': t('title') } }}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <QuickFindPanel onClose={onClose} />
    </Modal>
  );
}
